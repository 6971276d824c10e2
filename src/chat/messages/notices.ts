import type { Decision } from '../../decisions/decision.ts';
import { list } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import type { Lab } from '../../labs/lab.ts';
import { excerpt } from '../../text.ts';
import type { Block, Message } from '../message.ts';
import { paragraph, statusName, typed } from './said.ts';

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
  return paragraph(
    speaking,
    noticeSentence(speaking, idea, decision, as),
    ...answerOf(speaking, idea, decision),
    {
      kind: 'buttons',
      buttons: [
        {
          action: 'more',
          value: `#${idea.number}`,
          label: t('idea.more'),
          says: `${t('idea.more')}, #${idea.number}`,
        },
      ],
    },
  );
}

/** "Votre idée #12 Un abri à vélos passe à « retenue »." */
export function noticeSentence(
  speaking: Speak,
  idea: IdeaView,
  decision: Decision,
  as: 'author' | 'supporter',
): string {
  const { t } = speaking;
  const said = {
    number: idea.number,
    title: excerpt(idea.title, NOTICE_TITLE),
    status: statusName(speaking, decision.to),
  };
  return as === 'author' ? t('decision.noticeAuthor', said) : t('decision.noticeSupporter', said);
}

/** "Labo Bretagne répond : « … »"; null where nothing was answered. */
export function noticeAnswer({ t }: Speak, idea: IdeaView, text: string | null): string | null {
  return text === null ? null : t('decision.noticeAnswer', { lab: idea.labName, text });
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
export function channelLostNotice(
  speaking: Speak,
  lab: Pick<Lab, 'name' | 'slug'>,
  channel: string,
  typing: Parameters<typeof typed>[0],
): Message {
  return paragraph(speaking, [speaking.t('lab.channelLost', { lab: lab.name, channel })], {
    kind: 'text',
    text: speaking.runs('lab.channelLostThen', { command: typed(typing, `labo lier ${lab.slug}`) }),
  });
}

/** To a lab's facilitators: nothing may be said in a channel of theirs, and what to do. */
export function channelForbiddenNotice(speaking: Speak, lab: string, channel: string): Message {
  return paragraph(speaking, speaking.t('lab.channelForbidden', { lab, channel }));
}

/** To who was told that channels were lost: they work again. */
export function channelsFoundNotice(speaking: Speak, channels: readonly string[]): Message {
  return paragraph(speaking, speaking.t('lab.channelsFound', { where: list(speaking.lang, channels) }));
}

/** To who facilitates labs: the box was removed from the workspace these channels are in. */
export function workspaceLostNotice(speaking: Speak, channels: readonly string[]): Message {
  const where = list(speaking.lang, channels);
  return paragraph(speaking, speaking.t('lab.workspaceLost', { where }));
}

function answerOf(speaking: Speak, idea: IdeaView, { answer }: Decision): Block[] {
  const said = noticeAnswer(speaking, idea, answer && excerpt(answer, NOTICE_ANSWER));
  return said === null ? [] : [{ kind: 'text', text: [said] }];
}
