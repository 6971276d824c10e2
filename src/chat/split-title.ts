import { TITLE_MAX } from '../ideas/idea.ts';
import { lengthOf } from '../text.ts';

/**
 * A text typed after the command, laid out on the form's two fields. A short one is the title; of a longer
 * one the first line or else the first sentence is, and the whole stands in the body where nothing fits.
 */
export function splitTitle(text: string): { title?: string; body?: string } {
  const whole = text.trim();
  if (whole === '') return {};
  const [first = '', ...rest] = whole.split('\n');
  const body = rest.join('\n').trim();
  if (lengthOf(first) <= TITLE_MAX) return body === '' ? { title: first } : { title: first, body };
  const sentence = /^.{10,}?[.!?…](?=\s)/su.exec(first)?.[0];
  if (sentence && lengthOf(sentence) <= TITLE_MAX) {
    return { title: sentence, body: whole.slice(sentence.length).trim() };
  }
  return { body: whole };
}
