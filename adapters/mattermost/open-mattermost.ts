import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Inbox } from '../../src/chat/arrival.ts';
import { InHand } from '../../src/chat/kit/in-hand.ts';
import { knowing } from '../../src/chat/kit/knowing.ts';
import { Locales } from '../../src/chat/kit/locales.ts';
import { Conversation } from './conversation.ts';
import { Dialogs } from './dialogs.ts';
import { drawer } from './draw.ts';
import type { Environment } from './environment.ts';
import { Events } from './events.ts';
import { takeDirectText } from './inbound/direct-texts.ts';
import type { InboundParts } from './inbound/parts.ts';
import { RefusedCommands } from './inbound/refused-commands.ts';
import { Listening } from './listening.ts';
import { LostSites } from './lost-sites.ts';
import { codeOf } from './mattermost-error.ts';
import { openSites } from './open-sites.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import { RecentCommands } from './recent-commands.ts';
import { Sites } from './sites.ts';
import { Telling } from './telling.ts';

/** How long a stop waits for answers that a server makes wait, milliseconds: what they answer is done, or kept. */
const IN_HAND_MS = 8_000;

/** The adapter between start and stop. */
export interface OpenMattermost {
  sites: Sites;
  outbound: Outbound;
  inbound: InboundParts;
  inHand: InHand;
  /** Asks each server whose its token is. Resolves and rejects as {@link openSites} does. */
  listen(): Promise<void>;
  /** Takes nothing more, and resolves when what is in hand is answered, soon in any case. */
  close(): Promise<void>;
}

/** Wires the adapter; its servers are asked for by `listen`. */
export function openMattermost(
  ctx: AdapterContext,
  env: Environment,
  inbox: Inbox,
  signal: AbortSignal,
): OpenMattermost {
  const { clock, log } = ctx;
  const { emoji, callbackUrl } = env;
  const sites = new Sites(env.sites.map(({ realm }) => realm));
  const locales = new Locales();
  const recent = new RecentCommands();
  const trust = new LostSites(ctx);
  const draw = drawer(callbackUrl, ctx);
  const outbound = knowing(createOutbound({ sites, emoji, draw, trust, ctx }), {
    signer: ctx,
    clock,
    locales,
  });
  const telling = new Telling({ outbound, signer: ctx, clock, stopping: signal, draw, recent });
  const dialogs = new Dialogs(ctx, callbackUrl, signal);
  const conversation = new Conversation({ ctx, inbox, telling, dialogs, locales });
  const refusedCommands = new RefusedCommands(ctx);
  const inHand = new InHand((error) => {
    log.error({ code: codeOf(error) }, 'mattermost: an answer did not reach its person');
  });
  const inbound = { ...{ ctx, inbox, conversation, dialogs, recent, locales }, refusedCommands };
  const events = new Events({
    ...{ ctx, inbox, emoji },
    answerText: (site, said) => takeDirectText(inbound, site, said),
    localeOf: (person) => locales.of(person),
    tell: (answer, { site, person, where }) =>
      conversation.deliver(answer, { site, asker: { person, where }, trigger: null }),
  });
  const listening = new Listening({ ctx, events, trust });

  return {
    ...{ sites, outbound, inbound, inHand },
    async listen() {
      await openSites(env.sites, { ctx, sites, trust, listen: (site) => listening.add(site), signal });
      listening.started();
    },
    async close() {
      inHand.hold(listening.close());
      await inHand.doneWithin(IN_HAND_MS, clock);
    },
  };
}
