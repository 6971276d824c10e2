import { submitIdea } from '../ideas/submit-idea.ts';
import type { LabChannel } from '../labs/lab.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import type { Button, Inline } from './message.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { isRepeated, type Turn, writing } from './turn.ts';

/** An idea about to be published, by a form or after a yes. */
export interface Ready {
  title: string;
  body: string;
  lab: number;
}

/**
 * Publishes and thanks. With a nonce, the form is claimed in the same transaction: the same form sent twice
 * makes one idea, and the second answer is the first one's.
 */
export async function publish(
  turn: Turn,
  ready: Ready,
  form: { nonce?: string; draft: string | null },
): Promise<Answer> {
  const { name } = await turn.box.directory.know(turn.by);
  const result = await writing(
    turn,
    async (tx, by, settle) => {
      const idea = await submitIdea(tx, by, { ...ready, authorName: name, at: turn.box.clock.now() });
      if (isRefusal(idea)) return idea;
      if (form.draft !== null) await tx.drafts.drop(form.draft);
      await settle({ idea: idea.number });
      return idea;
    },
    form.nonce,
  );
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  if (isRepeated(result)) return result.outcome ? thanks(turn, result.outcome.idea) : { kind: 'nothing' };
  return thanks(turn, result.number);
}

/** "Merci. Votre idée porte le numéro #2256 et s'affiche dans ~labo-bretagne." with what the author may do. */
export async function thanks(turn: Turn, number: number): Promise<Answer> {
  const { t, runs } = turn.speak;
  const { reads } = turn.box;
  const idea = await reads.ideas.forLab(number);
  if (!idea) return { kind: 'nothing' };
  const channel = nearest(
    turn,
    (await reads.labs.channels(idea.lab)).filter(({ lostAt }) => lostAt === null),
  );
  const where: Inline | undefined = channel && {
    kind: 'channel',
    channel: { platform: channel.platform, realm: channel.realm, channel: channel.channel },
    name: channel.name,
  };
  const sentence = where
    ? runs('idea.recorded', { number, where })
    : [t('idea.recordedNowhere', { number, lab: idea.labName })];
  return privately(turn, [...sentence, ' ', t('idea.answerComesHere')], {
    kind: 'buttons',
    buttons: ownButtons(turn, number),
  });
}

/** What an author may do with an idea of theirs. */
export function ownButtons({ speak: { t } }: Turn, number: number): Button[] {
  return [
    { action: 'complete', value: `#${number}`, label: t('idea.complete') },
    { action: 'withdraw', value: `#${number}`, label: t('idea.withdraw') },
  ];
}

/** The channel a person can most likely open: the one they are in, else one of their own platform. */
function nearest(turn: Turn, channels: readonly LabChannel[]): LabChannel | undefined {
  return (
    channels.find((one) => one.channel === turn.where?.channel && one.realm === turn.by.realm) ??
    channels.find((one) => one.platform === turn.by.platform && one.realm === turn.by.realm) ??
    channels[0]
  );
}
