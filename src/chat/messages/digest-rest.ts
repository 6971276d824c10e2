import type { DigestView } from '../../digest/read-digest.ts';
import { restOf } from '../../digest/rest.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { Message } from '../message.ts';
import type { Means } from './digest.ts';
import { answeredLine, furtherLine, titled } from './digest-lines.ts';
import { typed } from './said.ts';

/** What a digest had no place for, to be said in its thread; null when it had for everything. */
export function digestRestMessage(
  speaking: Speak,
  view: DigestView,
  means: Pick<Means, 'commandWord'>,
): Message | null {
  const { t, runs, lang } = speaking;
  const rest = restOf(view.week);
  if (rest.length === 0) return null;
  const answered = rest.filter(({ section }) => section === 'answered');
  const further = rest.filter(({ section }) => section === 'top');
  return {
    lang,
    summary: t('digest.restSummary', { lab: view.lab.name, count: rest.length }),
    blocks: [
      ...titled(
        t('digest.restAnswered'),
        answered.map((entry) => answeredLine(speaking, view, entry)),
      ),
      ...titled(
        t('digest.restTop'),
        further.map((entry) => furtherLine(speaking, view, entry)),
      ),
      { kind: 'context', text: runs('digest.restAll', { command: typed(means, 'top') }) },
    ],
  };
}
