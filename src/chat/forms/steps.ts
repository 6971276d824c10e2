import { answer } from './answer.ts';
import { type FormStep, readStep } from './form-step.ts';
import { newIdea } from './new-idea.ts';
import { complete, edit } from './own-text.ts';
import { similar } from './similar.ts';

/** Every step of every form, by name. */
const STEPS: ReadonlyMap<string, FormStep> = new Map(
  [newIdea, similar, answer, complete, edit].map((step) => [step.name, step]),
);

/** The step a FormState names; null for one this version does not know. */
export function stepNamed(step: string): FormStep | null {
  return STEPS.get(readStep(step).name) ?? null;
}
