import type { Adapter, AdapterContext } from '../../../src/chat/adapter.ts';
import { turns } from '../wait.ts';
import { Conversation } from './conversation.ts';
import type { Breaks } from './flags.ts';
import { Inbound } from './inbound.ts';
import { Outbound } from './outbound.ts';
import type { TinyPlatform } from './platform.ts';

/** The reference adapter over the tiny platform: keeps the whole contract, but for the flags it is given. */
export function createTiny(ctx: AdapterContext, platform: TinyPlatform, breaks: Breaks): Adapter {
  const inbound = new Inbound(ctx, platform, breaks);
  const outbound = new Outbound(ctx, platform, breaks);
  let conversation: Conversation | null = null;
  let stops = 0;

  return {
    commandWord: breaks('hasNoWord') ? '' : '/idee',
    pace: { repaintsPerMinute: 600, perPostingMs: 0 },
    can: () => ({ forms: 'steps', buttons: true, private: true, threads: true, resendSafeMs: 30_000 }),
    async start(inbox) {
      const started = new Conversation(ctx, platform, inbound, inbox, breaks);
      conversation = started;
      const connect = () => platform.connect(started.handle);
      // Ends by itself, long after the clause has looked.
      if (breaks('leavesTimerRunning')) setTimeout(() => {}, 1_000);
      if (breaks('startsEarly')) void turns(20).then(connect);
      else connect();
    },
    async stop() {
      stops += 1;
      if (breaks('stopsOnlyOnce') && stops > 1) throw new Error('not running');
      if (!breaks('neverStops')) platform.connect(null);
      if (!breaks('stopsAtOnce')) await conversation?.rest();
    },
    send: (to, message, key) => outbound.send(to, message, key),
    update: (of, message) => outbound.update(of, message),
    whisper: (where, to, message) => outbound.whisper(where, to, message),
    findSent: (to, key, since) => outbound.findSent(to, key, since),
    seed: (of, emoji) => outbound.seed(of, emoji),
    reactions: (of) => outbound.reactions(of),
    readMessage: (at) => outbound.readMessage(at),
    mayRead: (person, at) => outbound.mayRead(person, at),
    messageAt: (address) => outbound.messageAt(address),
    profile: (of) => outbound.profile(of),
    describe: (of) => outbound.describe(of),
    permalink: (of) => outbound.permalink(of),
  };
}
