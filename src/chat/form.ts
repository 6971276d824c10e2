import type { Lang } from '../i18n/lang.ts';
import type { Inline } from './message.ts';
import type { Channel } from './place.ts';

/**
 * One step of a form. There are no buttons and no live update inside a form: no platform does them well.
 * What needs a choice is a second step.
 */
export interface Form {
  lang: Lang;
  /** At most LABEL_BYTES bytes. */
  title: string;
  intro?: readonly Inline[];
  fields: readonly Field[];
  /** The submit button's label, at most LABEL_BYTES bytes. */
  submit: string;
  state: FormState;
}

interface Common {
  /** Key of the value in the submit, and of the error in an `invalid` answer. */
  id: string;
  /** At most LABEL_BYTES bytes. */
  label: string;
  help?: string;
  value?: string;
  optional?: boolean;
}

/**
 * `max` counts Unicode code points and is a hint for a counter: adapters must not cut what a person typed
 * or pasted; the core refuses it on its field and the text stays.
 */
export type Field =
  | (Common & { kind: 'input' | 'area'; placeholder?: string; max?: number })
  | (Common & { kind: 'one-of'; options: readonly { value: string; label: string }[] })
  /** Value 'yes' when ticked, '' otherwise. */
  | (Common & { kind: 'checkbox' })
  /** A web address. */
  | (Common & { kind: 'address' });

/**
 * What travels with a form and comes back with its submit. An adapter carries it through the client signed
 * and bound to the person (Mattermost, local) or in the platform's own metadata (Slack); it is valid one
 * hour, after which it arrives with `expired: true`.
 */
export interface FormState {
  /** From the box; the final successful submit claims it, so a form makes one idea. */
  nonce: string;
  /** Which form and which of its steps; a step about an idea carries its number: `answer#2256`. */
  step: string;
  /** Draft that holds the values of the finished steps. */
  draft: string | null;
  /** The channel it was opened from. */
  where: Channel | null;
  expired: boolean;
}

/** How long a form may stay open before its state counts as expired. */
export const FORM_LIFE_MS = 60 * 60 * 1000;
