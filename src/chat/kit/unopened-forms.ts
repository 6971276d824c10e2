import type { AdapterWords } from '../adapter.ts';
import type { Form } from '../form.ts';
import type { Message } from '../message.ts';
import { note } from './note.ts';

/** The action of the button that opens such a form. */
export const OPEN_FORM = 'open-form';

/** Forms remembered at most; the one that waits longest goes first. */
const CAPACITY = 1_000;

/** Forms that a platform did not open, until their person presses a button: a press brings a fresh trigger. */
export class UnopenedForms {
  readonly #forms = new Map<string, Form>();

  /** What its person is told: what they typed, and the button. */
  offer(form: Form, words: AdapterWords): Message {
    const { nonce } = form.state;
    this.#forms.delete(nonce);
    this.#forms.set(nonce, form);
    const [oldest] = this.#forms.keys();
    if (this.#forms.size > CAPACITY && oldest !== undefined) this.#forms.delete(oldest);
    const typed = form.fields.flatMap(({ kind, value }) =>
      (kind === 'input' || kind === 'area') && value ? [{ kind: 'text' as const, text: [value] }] : [],
    );
    const { blocks, ...said } = note(words.formNotOpened, words);
    const button = { action: OPEN_FORM, value: nonce, label: words.openForm };
    return { ...said, blocks: [...blocks, ...typed, { kind: 'buttons', buttons: [button] }] };
  }

  /** Null where it is not known any more, as after a restart. */
  form(nonce: string): Form | null {
    return this.#forms.get(nonce) ?? null;
  }
}
