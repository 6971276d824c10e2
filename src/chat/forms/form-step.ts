import type { Answer, ArrivalOf } from '../arrival.ts';
import type { Form, FormState } from '../form.ts';
import type { Turn } from '../turn.ts';

/** What came back from a form, as far as showing it again needs it. */
export interface Sent {
  form: Pick<FormState, 'step' | 'draft'>;
  values: ArrivalOf<'submit'>['values'];
}

/** One step of a form: what a submit of it does, and how to show it again. */
export interface FormStep {
  /** First part of FormState.step; the number of the idea it is about follows after "#". */
  name: string;
  submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer>;
  /**
   * The same step filled with what was typed, with a fresh nonce and an introduction that says why it is
   * here again. Null: it makes no sense any more; sent, it would say why.
   */
  again(turn: Turn, sent: Sent, intro?: string): Promise<Form | null>;
}

/** The state of a form that opens now. */
export function freshState(turn: Turn, step: string, draft: string | null = null): FormState {
  return { nonce: turn.box.chance.id(), step, draft, where: turn.where, expired: false };
}

/** "answer#2256#new" is the step `answer` about idea 2256, opened when it was new; the others say less. */
export function readStep(step: string): { name: string; number: number; seen: string | undefined } {
  const [name = '', number = '', seen] = step.split('#');
  return { name, number: Number(number), seen };
}
