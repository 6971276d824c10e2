import type { Answer, ArrivalOf } from '../arrival.ts';
import type { Form, FormState } from '../form.ts';
import type { Turn } from '../turn.ts';

/** One step of a form: what a submit of it does, and how to show it again. */
export interface FormStep {
  /** First part of FormState.step; the number of the idea it is about follows after "#". */
  name: string;
  submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer>;
  /**
   * The same step filled with what was typed, with a fresh nonce and an introduction that says why it is
   * here again. Null: it makes no sense any more.
   */
  again(turn: Turn, arrival: ArrivalOf<'submit'>, intro: string): Promise<Form | null>;
}

/** The state of a form that opens now. */
export function freshState(turn: Turn, step: string, draft: string | null = null): FormState {
  return { nonce: turn.box.chance.id(), step, draft, where: turn.where, expired: false };
}

/** "answer#2256" is the step `answer` about idea 2256. */
export function readStep(step: string): { name: string; number: number } {
  const [name = '', number = ''] = step.split('#');
  return { name, number: Number(number) };
}
