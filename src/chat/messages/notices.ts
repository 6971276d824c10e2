import type { Decision } from '../../decisions/decision.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Message } from '../message.ts';
import { paragraph, statusName } from './said.ts';

/** Code points of an official answer in a notice; the whole is one press away. */
const NOTICE_ANSWER = 600;
const NOTICE_TITLE = 100;

/** To the author or a supporter: an idea they cared about was decided. */
export function decisionNotice(
  speaking: Speak,
  idea: IdeaView,
  decision: Decision,
  as: 'author' | 'supporter',
): Message {
  const { t } = speaking;
  const said = {
    number: idea.number,
    title: excerpt(idea.title, NOTICE_TITLE),
    status: statusName(speaking, decision.to),
  };
  const sentence = as === 'author' ? t('decision.noticeAuthor', said) : t('decision.noticeSupporter', said);
  return paragraph(speaking, sentence, ...answerOf(speaking, idea, decision), {
    kind: 'buttons',
    buttons: [
      {
        action: 'more',
        value: `#${idea.number}`,
        label: t('idea.more'),
        says: `${t('idea.more')}, #${idea.number}`,
      },
    ],
  });
}

/** In a channel whose cards cannot be repainted: the new status, as a message of its own. */
export function statusNotice(speaking: Speak, idea: IdeaView, decision: Decision): Message {
  const { t } = speaking;
  const status = statusName(speaking, decision.to);
  const title = excerpt(idea.title, NOTICE_TITLE);
  return paragraph(
    speaking,
    t('decision.statusNow', { number: idea.number, title, status }),
    ...answerOf(speaking, idea, decision),
  );
}

/** To a lab's facilitators: a channel of theirs no longer works. */
export function channelLostNotice(speaking: Speak, lab: string, channel: string): Message {
  return paragraph(speaking, speaking.t('lab.channelLost', { lab, channel }));
}

function answerOf({ t }: Speak, idea: IdeaView, decision: Decision): Block[] {
  if (decision.answer === null) return [];
  const text = excerpt(decision.answer, NOTICE_ANSWER);
  return [{ kind: 'text', text: [t('decision.noticeAnswer', { lab: idea.labName, text })] }];
}
