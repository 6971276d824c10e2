import { App, type Receiver } from '@slack/bolt';
import type { InHand } from '../../src/chat/kit/in-hand.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptions } from './client.ts';
import { codeOf } from './codes.ts';
import { acknowledgeTaken, takenOf } from './event-acks.ts';
import { takeCommand } from './inbound/commands.ts';
import { takeEvent } from './inbound/events.ts';
import type { Ack, InboundParts } from './inbound/parts.ts';
import { takePress } from './inbound/presses.ts';
import { takeShortcut } from './inbound/shortcuts.ts';
import { takeOutStrange, takeStrange } from './inbound/strange.ts';
import { takeSubmit } from './inbound/submits.ts';
import { workspaceOf } from './inbound/who.ts';
import { refuseMalformed } from './malformed.ts';
import type { Workspace } from './workspaces.ts';

export interface BoltParts extends InboundParts {
  receiver: Receiver;
  apiUrl: string;
  inHand: InHand;
}

/** Whatever its name: the box answers what it does not know. */
const ANY = /.*/s;

/**
 * Bolt between receiver and inbound: it tells the kinds of payloads apart, and leaves out what our own bot did. Workspaces are known beforehand, so it asks Slack nothing.
 */
export function boltApp({ receiver, apiUrl, inHand, ...parts }: BoltParts): App {
  const { ctx, workspaces } = parts;
  const app = new App({
    receiver,
    logger: boltLog(ctx.log),
    convoStore: false,
    ignoreSelf: true,
    tokenVerificationEnabled: false,
    extendedErrorHandler: true,
    clientOptions: clientOptions({ apiUrl, clock: ctx.clock }),
    async authorize(_source, body) {
      const workspace = workspaceOf(body, workspaces);
      // What comes from elsewhere is answered by us, not by Bolt.
      if (!workspace) return {};
      const { team, enterprise, botId, botUser } = workspace;
      return {
        teamId: team,
        botUserId: botUser,
        ...(botId ? { botId } : {}),
        ...(enterprise ? { enterpriseId: enterprise } : {}),
      };
    },
  });

  const reading = refuseMalformed(app, ctx.clock, ctx.log);

  /** Work of one payload, which a stop waits for. What is of no workspace of ours is acknowledged, with a word or none. */
  const take = (
    body: object,
    ack: Ack,
    work: (parts: InboundParts, workspace: Workspace, body: object, ack: Ack) => Promise<void>,
    elsewhere?: object,
  ): Promise<void> => {
    reading.reached(body);
    const workspace = workspaceOf(body, workspaces);
    if (!workspace) return ack(elsewhere);
    const done = work(parts, workspace, body, ack);
    inHand.hold(done);
    return done;
  };

  const notInstalled = () => ({ response_type: 'ephemeral', text: ctx.words().workspaceUnknown });
  app.command(ANY, ({ body, ack }) => take(body, asAck(ack), takeCommand, notInstalled()));
  app.action({ type: 'block_actions' }, ({ body, ack }) => take(body, asAck(ack), takePress));
  app.view({ type: 'view_submission' }, ({ body, ack }) => take(body, asAck(ack), takeSubmit));
  app.shortcut({ type: 'message_action' }, ({ body, ack }) => take(body, asAck(ack), takeShortcut));
  app.event(ANY, ({ body, context }) => take(body, async () => takenOf(context)(), takeEvent));
  acknowledgeTaken(app, ctx.clock, ctx.log);
  takeOutStrange(app, (body, ack) => take(body, ack, takeStrange));
  app.error(async ({ error, body }: { error: Error; body: object }) => {
    // Of an event it is told whether it was acknowledged; what is malformed is told where it is refused.
    if (!('type' in body && body.type === 'event_callback') && !reading.isMalformed(body, error))
      ctx.log.error({ code: codeOf(error) }, 'slack: a payload was not taken');
    // On to the receiver: the person sees that it did not work.
    throw error;
  });
  return app;
}

/** Bolt types what each acknowledgement may carry; ours are written where they are made. */
function asAck(ack: (body?: never) => Promise<void>): Ack {
  return (body) => ack(body as never);
}
