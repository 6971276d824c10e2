import type { DecisionMark } from '../decisions/decision-mark-store.ts';
import { statusMarked } from '../decisions/decision-marks.ts';
import { mayDecide } from '../members/permissions.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import type { Box } from './box.ts';
import { decidingIn } from './deciding.ts';
import { answerQuestion } from './messages/answer-question.ts';
import { decidedMessage } from './messages/decided.ts';
import { isRepeated, NOTHING, type Turn, writing } from './turn.ts';

type Marked = ArrivalOf<'mark'>;

/**
 * Is this reaction that decides one of somebody who facilitates some lab? Asked of the database, so that nobody else's 👀
 * is looked up on the platform. Any other does nothing, and taking one back neither; but what an account that the box
 * knows does is remembered: found standing later, when they facilitate the lab, it must not decide.
 */
export async function mayDecideByReaction(box: Box, posting: number, arrival: Marked): Promise<boolean> {
  const identity = await box.reads.members.find(arrival.by);
  if (!identity) return false;
  if (arrival.added && (await box.reads.labs.facilitatedBy(identity.id)).length > 0) return true;
  await remember(box, posting, identity.id, arrival);
  return false;
}

async function remember(box: Box, posting: number, identity: number, arrival: Marked): Promise<void> {
  const mark = markOf(box, { posting, identity }, arrival);
  await box.unitOfWork.run(async ({ decisionMarks }) => {
    if (arrival.added)
      await decisionMarks.hear(mark, { found: arrival.found === true, now: box.clock.now() });
    else await decisionMarks.drop(mark, box.clock.now());
  });
}

/** One that was found was made before it was looked for, nobody says when: no event of before then speaks after it. */
function markOf(
  { clock }: Pick<Box, 'clock'>,
  of: Pick<DecisionMark, 'posting' | 'identity'>,
  { emoji, at, added, found }: Marked,
): DecisionMark {
  const now = clock.now();
  return { ...of, emoji, since: found && added ? now : Math.min(at, now) };
}

/**
 * A facilitator's reaction under a card of their own lab. 👀 under a new idea decides that it is under review, as the
 * form does: undone for two minutes, told afterwards. ✅ and ❌ change nothing: no form can answer a reaction, so a
 * button to it comes privately. Under the cards of other labs: nothing. One that was found standing has nobody who
 * waits for an answer: they are written to. Under a card that stood before they facilitated its lab, it may have been
 * made before too, and decides nothing.
 */
export async function decideByReaction(
  turn: Turn,
  { posting, number, postedAt }: { posting: number; number: number; postedAt: number },
  arrival: Marked,
): Promise<Answer> {
  const { box, reader, can } = turn;
  const { emoji, found = false } = arrival;
  const idea = await box.reads.ideas.one(reader, number);
  if (!idea || idea.hiddenAt !== null || !mayDecide(reader, idea.lab)) {
    if (turn.identity) await remember(box, posting, turn.identity.id, arrival);
    return NOTHING;
  }
  const question = answerQuestion({ ...turn, buttons: can.buttons }, idea, emoji);
  const result = await writing(turn, async (tx, by) => {
    const mark = markOf(box, { posting, identity: by.identity.id }, arrival);
    if (!(await tx.decisionMarks.hear(mark, { found, now: box.clock.now() }))) return null;
    if (found && ((await tx.labs.facilitatesSince(idea.lab, by.identity.id)) ?? 0) > postedAt) return null;
    const taken =
      statusMarked(emoji) === 'under-review'
        ? await decidingIn(turn, tx, by, { number, to: 'under-review', answer: '', seen: 'new' })
        : question;
    // Only a new idea is taken up, and only once: whatever stands further on is left where it is.
    if (!taken || isRefusal(taken)) return null;
    const decided = 'decision' in taken ? taken : null;
    if (found) {
      await tx.outbox.say({
        to: turn.by,
        lang: turn.speak.lang,
        what: decided
          ? { kind: 'taken-up', decision: decided.decision.id, told: decided.told }
          : { kind: 'to-answer', idea: number, emoji },
        key: `decision-mark:${mark.posting}:${mark.identity}:${emoji}:${mark.since}`,
      });
      return null;
    }
    return decided ? decidedMessage(turn, decided) : question;
  });
  return !result || isRepeated(result) || isRefusal(result) ? NOTHING : { kind: 'private', message: result };
}
