import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import { note } from '../../../src/chat/kit/note.ts';
import type { Signer } from '../../../src/chat/kit/signer.ts';
import type { CommandResponse } from '../command-response.ts';
import type { Reply } from '../conversation.ts';
import { answerToProbe } from '../probe.ts';
import { ResponseUrl } from '../response-url.ts';
import type { Site } from '../site.ts';
import { triggerOf } from '../trigger.ts';
import { channelIn, common, type InboundParts, personIn } from './parts.ts';
import { commandShape } from './payloads.ts';
import { spansOf } from './spans.ts';

/**
 * A slash command. Its token proves that it comes from the server, and for which team; one that is not taken is said
 * to whoever typed, since a mistake in our settings looks the same. Null: it is no command.
 */
export async function takeCommand(
  parts: InboundParts,
  site: Site,
  form: URLSearchParams,
): Promise<Reply | null> {
  const { success, data } = commandShape.safeParse(Object.fromEntries(form));
  if (!success) return null;
  const { ctx, conversation, recent, refusedCommands } = parts;
  const person = personIn(site, data.user_id);
  if (!isProven(site, data)) {
    refusedCommands.refused(site, data.team_id);
    const words = conversation.words(person);
    return { body: conversation.response({ person, where: null }, note(words.commandUnknown, words)) };
  }
  const proof = proofFor(data, site, ctx);
  if (proof) return { body: proof };
  const place = channelIn(site, data);
  const where = data.root_id === null ? place : { ...place, thread: data.root_id };
  recent.typed(person, where, ResponseUrl.of(data.response_url, site.url, ctx.clock));
  const asker = { person, where };
  const arrival: ArrivalOf<'command'> = {
    kind: 'command',
    ...common(parts, `command ${data.trigger_id ?? randomUUID()}`, person),
    where,
    text: spansOf(data.text, mentionedIn(form), (user) => personIn(site, user)),
    ...(data.root_id === null ? {} : { inThread: { ...place, message: data.root_id } }),
  };
  return conversation.answer({
    ...{ arrival, asker, site },
    trigger: triggerOf(data.trigger_id, ctx.clock.now()),
    unseen: false,
    fromAfar: false,
    reply: (message) => conversation.response(asker, message),
  });
}

/** What an operator's probe is answered; null for every other command. Nobody but our own bot types one. */
function proofFor(
  { user_id: user, team_id: team, text }: { user_id: string; team_id: string; text: string },
  { botUser, realm }: Site,
  signer: Signer,
): CommandResponse | null {
  const proof = user === botUser ? answerToProbe(text, { realm, team }, signer) : null;
  return proof === null
    ? null
    : { response_type: 'ephemeral', text: proof, attachments: [], skip_slack_parsing: true };
}

/** In constant time, whatever their lengths. A team that is not configured has no token to compare with. */
function isProven({ settings }: Site, { team_id: team, token }: { team_id: string; token: string }): boolean {
  const own = settings.commandTokens.get(team);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return own !== undefined && timingSafeEqual(digest(own), digest(token));
}

/** Two lists of one length: usernames and ids (server/public/model/mention_map.go). */
function mentionedIn(form: URLSearchParams): ReadonlyMap<string, string> {
  const ids = form.getAll('user_mentions_ids');
  return new Map(form.getAll('user_mentions').map((name, index) => [name.toLowerCase(), ids[index] ?? '']));
}
