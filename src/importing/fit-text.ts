import { ANSWER_MAX } from '../decisions/decision.ts';
import { checkBody, checkTitle, type TextFault, TITLE_MAX } from '../ideas/idea.ts';
import { excerpt, lengthOf, tidy } from '../text.ts';

/** Longest body of an imported idea, in code points; what is typed in chat is shorter. */
export const IMPORTED_BODY_MAX = 20_000;

/** A foreign idea's text as the box keeps it. */
export interface FittedText {
  title: string;
  body: string;
  /** The title was cut; the whole of it is the body's first paragraph. */
  shortened: boolean;
}

/** The texts of a foreign idea checked and fitted, or why they cannot be kept. */
export function fitText(raw: { title: string; body: string }): FittedText | { fault: string } {
  const whole = tidy(raw.title).replace(/\s+/gu, ' ');
  const title = checkTitle(excerpt(whole, TITLE_MAX));
  if ('fault' in title) return { fault: said('title', title) };
  const shortened = title.title !== whole;
  const body = checkBody(shortened ? `${whole}\n\n${raw.body}` : raw.body, IMPORTED_BODY_MAX);
  if ('fault' in body) return { fault: said('body', body) };
  return { ...title, ...body, shortened };
}

/** A foreign answer as the box keeps it, null where it says nothing; or why it cannot be kept. */
export function fitAnswer(raw: string): { answer: string | null } | { fault: string } {
  const answer = tidy(raw);
  const over = lengthOf(answer) - ANSWER_MAX;
  if (over > 0) return { fault: `the answer has ${over} signs more than the ${ANSWER_MAX} the box keeps` };
  return { answer: answer === '' ? null : answer };
}

function said(field: 'title' | 'body', fault: TextFault): string {
  if (fault.fault === 'missing') return `no ${field}`;
  if (fault.fault === 'too-short') return `the ${field} has fewer than ${fault.min} signs`;
  return `the ${field} has ${fault.over} signs more than the ${fault.max} the box keeps`;
}
