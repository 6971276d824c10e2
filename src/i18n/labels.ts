import type { I18nKey } from './texts.ts';

/**
 * Keys shown where the narrowest platform has little room: button labels, form titles, field labels. Each
 * fits LABEL_BYTES (src/chat/message.ts) in every language, with a seven-digit idea number in it.
 */
export const labels = [
  'idea.more',
  'idea.complete',
  'idea.edit',
  'idea.withdraw',
  'idea.withdrawYes',
  'idea.withdrawNo',
  'vote.forButton',
  'vote.againstButton',
  'form.title',
  'form.sentence',
  'form.why',
  'form.lab',
  'form.submit',
  'form.continue',
  'form.similarTitle',
  'form.similarLabel',
  'form.differentButton',
  'form.supportButton',
  'form.completeTitle',
  'form.completeLabel',
  'form.completeSubmit',
  'form.editTitle',
  'form.editSubmit',
  'form.resume',
  'decision.title',
  'decision.statusLabel',
  'decision.answerLabel',
  'decision.submit',
  'decision.button',
  'decision.undo',
  'duplicate.see',
  'duplicate.separate',
  'person.name',
  'person.language',
  'person.facilitates',
] as const satisfies readonly I18nKey[];
