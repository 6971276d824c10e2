import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Adapter, AdapterContext } from '../../src/chat/adapter.ts';
import type { Inbox } from '../../src/chat/arrival.ts';
import { InHand } from '../../src/chat/kit/in-hand.ts';
import { type Speaking, whileOpen } from '../../src/chat/kit/while-open.ts';
import { Answers } from './answers.ts';
import { closedApp, localApp } from './app.ts';
import { COMMAND_WORD } from './command.ts';
import { Conversations } from './conversations.ts';
import type { Environment } from './environment.ts';
import { deliveryError, LATER } from './errors.ts';
import { inbound } from './inbound.ts';
import { Live } from './live.ts';
import { outbound } from './outbound.ts';
import { reads } from './reads.ts';
import { openStore } from './store.ts';
import { REALM } from './world.ts';

/** The chat's own file, in the box's data folder. */
const FILE = 'local-chat.db';

/** Between start and stop. */
interface OpenChat {
  app: RequestListener;
  outbound: Speaking;
  close(): Promise<void>;
}

/** The local chat. Requests are refused (503) and sends put off until it is started, and after it stops. */
export function createLocalChat(ctx: AdapterContext, env: Environment): Adapter {
  let chat: OpenChat | null = null;
  let stopped = Promise.resolve();

  const front: RequestListener = (request, response) => (chat?.app ?? closedApp)(request, response);
  ctx.http.mount('/local/', front);
  ctx.http.mount('/', front);

  function speaking(): Speaking {
    if (!chat) throw deliveryError(LATER);
    return chat.outbound;
  }

  return {
    commandWord: COMMAND_WORD,
    // A key is stored with its message and kept for ever.
    can: () => ({
      forms: 'steps',
      buttons: true,
      private: true,
      threads: true,
      resendSafeMs: Number.MAX_SAFE_INTEGER,
    }),
    pace: { repaintsPerMinute: 600, perPostingMs: 200 },

    async start(inbox) {
      chat = openChat(ctx, env, inbox);
      ctx.report({ kind: 'up', realm: REALM, at: ctx.clock.now() });
    },

    stop() {
      const closing = chat;
      chat = null;
      if (closing) stopped = closing.close();
      return stopped;
    },

    ...whileOpen(speaking),
  };
}

function openChat(ctx: AdapterContext, env: Environment, inbox: Inbox): OpenChat {
  mkdirSync(ctx.dataDir, { recursive: true });
  const store = openStore(join(ctx.dataDir, FILE));
  const live = new Live();
  const inHand = new InHand((err) => ctx.log.error({ err }, 'local chat: an answer was not delivered'));
  const conversations = new Conversations(store, live);
  const { clock, publicUrl } = ctx;
  const words = (locale?: string) => ctx.words(locale);
  const answers = new Answers({ conversations, live, signer: ctx, words, clock, log: ctx.log });

  return {
    app: localApp({
      address: { publicUrl, host: env.HOST },
      api: [
        reads({ conversations, live, grammar: ctx.grammar }),
        inbound({ inbox, conversations, answers, signer: ctx, inHand, words, clock }),
      ],
      inHand,
      log: ctx.log,
      apology: (languages) => words(languages).tryAgain,
    }),
    outbound: outbound({ store, conversations, clock, publicUrl }),
    async close() {
      await inHand.done();
      live.close();
      store.close();
    },
  };
}
