import { isUndoable } from '../decisions/decision.ts';
import type { Rendered } from '../delivery/rendering.ts';
import type { Destination, Reference } from '../delivery/saying.ts';
import { readDigest } from '../digest/read-digest.ts';
import { type Lang, langOf } from '../i18n/lang.ts';
import { type Speak, speak } from '../i18n/speak.ts';
import { isTextShown } from '../ideas/idea.ts';
import type { LabChannel } from '../labs/lab.ts';
import type { Box } from './box.ts';
import { COMMANDS } from './commands/index.ts';
import { inWordsOf } from './grammar/help.ts';
import { linksToCards } from './links-to-cards.ts';
import { accountName, accountNotice } from './messages/accounts.ts';
import { answerQuestion } from './messages/answer-question.ts';
import { decidedMessage } from './messages/decided.ts';
import { digestMessage, seedsOf } from './messages/digest.ts';
import { digestRestMessage } from './messages/digest-rest.ts';
import { ideaCard } from './messages/idea-card.ts';
import {
  channelForbiddenNotice,
  channelLostNotice,
  channelsFoundNotice,
  decisionNotice,
  statusNotice,
  workspaceLostNotice,
} from './messages/notices.ts';
import { summaryMessage } from './messages/summary.ts';
import { withoutButtons } from './messages/without-buttons.ts';
import type { Person } from './place.ts';
import { questionTo } from './proposing/question.ts';
import { summaryView } from './summarising.ts';

/** Reactions seeded under each card. */
const CARD_SEEDS: readonly string[] = ['👍', '👎'];

/**
 * What a reference says at this moment, in its language and as its platform can show it. Null: nothing any more,
 * since the idea was withdrawn, hidden or erased meanwhile, or the decision undone.
 */
export async function renderReference(
  box: Box,
  what: Reference,
  lang: Lang,
  to: Destination,
): Promise<Rendered | null> {
  const adapter = box.adapters.get(to.platform);
  // Where nobody can be told anything alone, a person is told nothing: the channel's cards say it.
  if ('user' in to && adapter && !adapter.can(to.realm).private) return null;
  const rendered = await render(box, what, lang, to);
  if (!rendered || !adapter || adapter.can(to.realm).buttons) return rendered;
  return { ...rendered, message: withoutButtons(rendered.message, adapter.commandWord) };
}

/** Our own reactions that belong under a posting. */
export async function seedsUnder(box: Box, posting: number): Promise<readonly string[]> {
  const found = await box.reads.postings.byId(posting);
  if (found?.kind === 'card') return CARD_SEEDS;
  const week =
    found?.kind === 'digest' && found.digest !== null && (await readDigest(box.reads, found.digest));
  return week ? seedsOf(week.week) : [];
}

async function render(box: Box, what: Reference, lang: Lang, to: Destination): Promise<Rendered | null> {
  const { reads, clock } = box;
  switch (what.kind) {
    case 'card': {
      const idea = await reads.ideas.forLab(what.idea);
      return idea && { message: ideaCard(speak(lang), idea, clock.now()), seeds: CARD_SEEDS };
    }
    case 'digest':
    case 'digest-rest': {
      const week = await readDigest(reads, what.digest);
      if (!week) return null;
      const adapter = box.adapters.get(to.platform);
      const { buttons = false, threads = false } = adapter?.can(to.realm) ?? {};
      const commandWord = adapter?.commandWord ?? '/idee';
      const view = { ...week, cards: await linksToCards(box, to, week.ideas.keys()) };
      if (what.kind === 'digest-rest') {
        const rest = threads ? digestRestMessage(speak(lang), view, { commandWord }) : null;
        return rest && { message: rest };
      }
      const means = { commandWord, reactions: adapter?.seed !== undefined, buttons, threads };
      return { message: digestMessage(speak(lang), view, means), seeds: seedsOf(view.week) };
    }
    case 'decision':
    case 'status': {
      const decision = await reads.decisions.byId(what.decision);
      if (!decision || decision.undoneAt !== null) return null;
      const idea = await reads.ideas.forLab(decision.idea);
      if (!idea || !isTextShown(idea)) return null;
      return what.kind === 'status'
        ? { message: statusNotice(speak(lang), idea, decision) }
        : { message: decisionNotice(await speakTo(box, to, lang), idea, decision, what.as) };
    }
    case 'taken-up': {
      const decision = await reads.decisions.byId(what.decision);
      if (!decision || decision.undoneAt !== null) return null;
      const undoable = isUndoable(decision, clock.now());
      const speaking = await speakTo(box, to, lang);
      return { message: decidedMessage({ speak: speaking }, { decision, told: what.told }, { undoable }) };
    }
    case 'to-answer': {
      const idea = await reads.ideas.forLab(what.idea);
      if (!idea || !isTextShown(idea)) return null;
      const speaking = await speakTo(box, to, lang);
      const buttons = box.adapters.get(to.platform)?.can(to.realm).buttons ?? false;
      const reading = { speak: speaking, ...typingOf(box, to, speaking), buttons };
      const message = answerQuestion(reading, idea, what.emoji);
      return message && { message };
    }
    case 'summary': {
      const view = 'user' in to ? await summaryView(reads, to, what) : null;
      if (!view) return null;
      const speaking = await speakTo(box, to, lang);
      const place = {
        ...typingOf(box, to, speaking),
        zone: box.zone,
        now: clock.now(),
      };
      return { message: summaryMessage(speaking, view, place) };
    }
    case 'channel-lost': {
      const channel = await reads.labs.channel(what.channel);
      const lab = channel && channel.lostAt !== null && (await reads.labs.byId(channel.lab));
      if (!lab) return null;
      const speaking = await speakTo(box, to, lang);
      return { message: channelLostNotice(speaking, lab, channel.name, typingOf(box, to, speaking)) };
    }
    case 'channel-forbidden': {
      const channel = await reads.labs.channel(what.channel);
      const lab = channel && channel.lostAt === null && (await reads.labs.byId(channel.lab));
      if (!lab) return null;
      return { message: channelForbiddenNotice(await speakTo(box, to, lang), lab.name, channel.name) };
    }
    case 'workspace-lost': {
      const lost = await namesOf(box, what.channels, ({ lostAt }) => lostAt !== null);
      return lost.length > 0 ? { message: workspaceLostNotice(await speakTo(box, to, lang), lost) } : null;
    }
    case 'channels-found': {
      const found = await namesOf(box, what.channels, ({ lostAt }) => lostAt === null);
      return found.length > 0 ? { message: channelsFoundNotice(await speakTo(box, to, lang), found) } : null;
    }
    case 'account': {
      const account = await reads.members.byId(what.account);
      if (!account || !('user' in to)) return null;
      const speaking = await speakTo(box, to, lang);
      const told = {
        account: await accountName(box, speaking, account),
        id: account.id,
        linked: what.linked,
      };
      return { message: accountNotice(speaking, told, typingOf(box, to, speaking)) };
    }
    case 'proposal': {
      if (!('user' in to)) return null;
      const message = await questionTo(box, to, what, await speakTo(box, to, lang));
      return message && { message };
    }
  }
}

/** Names of those of the channels that are still as this says. */
async function namesOf(
  { reads }: Box,
  channels: readonly number[],
  is: (channel: LabChannel) => boolean,
): Promise<string[]> {
  const bound = await Promise.all(channels.map((id) => reads.labs.channel(id)));
  return bound.filter((one) => one !== null && is(one)).map((one) => one?.name ?? '');
}

/** How a command is typed where this is read, in the reader's words. */
function typingOf(box: Box, to: Destination, speaking: Speak) {
  return {
    commandWord: box.adapters.get(to.platform)?.commandWord ?? '/idee',
    inOwnWords: (words: string) => inWordsOf(COMMANDS, speaking.lang, words),
  };
}

/** A person's language: their setting, else their platform's, else the lab's. */
async function speakTo(box: Box, to: Destination, lang: Lang): Promise<Speak> {
  if (!('user' in to)) return speak(lang);
  const person: Person = { platform: to.platform, realm: to.realm, user: to.user };
  const identity = await box.reads.members.find(person);
  const member = identity && (await box.reads.members.member(identity.member));
  const profile = member?.language ? null : await box.directory.know(person).catch(() => null);
  return speak(member?.language ?? langOf(profile?.locale) ?? lang);
}
