import { Hono } from 'hono';
import type { CommandHelp } from '../../src/chat/adapter.ts';
import { COMMAND_WORD } from './command.ts';
import type { Conversations } from './conversations.ts';
import { PALETTE } from './emoji.ts';
import { Refusal } from './errors.ts';
import type { Live } from './live.ts';
import { asBody, channelQuery, dismissBody, readBody, readQuery, seenBody } from './requests.ts';
import type { ChannelView, MessagesView, WorldView } from './wire.ts';
import { BOX_NAME, PERSONAS, roomFor } from './world.ts';

export interface ReadsParts {
  conversations: Conversations;
  live: Live;
  grammar: readonly CommandHelp[];
}

/**
 * What the page asks of the chat itself; the box hears nothing of it. `as` is the persona.
 *
 * - GET `/world`: people, reactions, commands (`WorldView`).
 * - GET `/channels?as=`: channels with unread counts (`ChannelView[]`).
 * - GET `/messages?as=&channel=&before=`: a page of a channel (`MessagesView`).
 * - GET `/events?as=`: server-sent `LiveEvent`s; takes Last-Event-ID.
 * - POST `/seen` {as, channel, message}: everything up to that message is read.
 * - POST `/dismiss` {as, message}: takes a private message away.
 */
export function reads({ conversations, live, grammar }: ReadsParts): Hono {
  const world: WorldView = {
    boxName: BOX_NAME,
    personas: PERSONAS.map(({ user, name, locale, kind }) => ({
      user,
      name,
      lang: locale,
      guest: kind === 'guest',
    })),
    palette: [...PALETTE],
    commandWord: COMMAND_WORD,
    grammar,
  };

  return new Hono()
    .get('/world', (c) => c.json(world))

    .get('/channels', (c) => {
      const { as } = readQuery(c, asBody);
      return c.json(conversations.channels(as) satisfies ChannelView[]);
    })

    .get('/messages', (c) => {
      const { as, channel, before } = readQuery(c, channelQuery);
      const page: MessagesView | null = conversations.page(as, channel, before);
      if (!page) throw new Refusal('unknown');
      return c.json(page);
    })

    .get('/events', (c) => {
      const { as } = readQuery(c, asBody);
      return c.body(live.connect(as, c.req.header('last-event-id')), 200, {
        'Content-Type': 'text/event-stream',
      });
    })

    .post('/seen', async (c) => {
      const { as, channel, message } = await readBody(c, seenBody);
      if (!roomFor(as, channel)) throw new Refusal('unknown');
      conversations.see(as, channel, message);
      return c.json({});
    })

    .post('/dismiss', async (c) => {
      const { as, message: id } = await readBody(c, dismissBody);
      const message = conversations.find(as, id);
      if (!message || !conversations.dismiss(message, as)) throw new Refusal('unknown');
      return c.json({});
    });
}
