import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOT_EVENTS } from '../../../scripts/manifesting/bot-events.ts';
import { scopesOf } from '../../../scripts/manifesting/scopes.ts';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { note } from '../../contract/samples.ts';
import { BoxInSlack } from './box-in-slack.ts';

let box: BoxInSlack;
beforeEach(async () => {
  box = await BoxInSlack.start();
});
afterEach(() => box.stop());

/** Installs the app as the manifest asks for it. */
function install({ minimal }: { minimal: boolean }): void {
  const { scopes } = box.bretagne;
  scopes.clear();
  for (const { name } of scopesOf({ minimal })) scopes.add(name);
}

/** Does all the adapter can, in a public channel, a private one and with a person; what Slack did not allow. */
async function lacking(): Promise<string[]> {
  const out = box.outbound();
  const secret = box.bretagne.channel('secret', { private: true, members: [box.anais] });
  const anais = box.person(box.anais);
  const lacks: string[] = [];
  const tried = async <T>(what: string, done: Promise<T>): Promise<T | null> => {
    try {
      return await done;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      lacks.push(what);
      return null;
    }
  };
  await tried('profile', out.profile(anais));
  for (const [name, to] of [
    ['public', box.place(box.labo)],
    ['private', box.place(secret)],
    ['direct', anais],
  ] as const) {
    const posted = await tried(`${name} send`, out.send(to, note('Une idée'), `key-${name}`));
    if (!posted) continue;
    await tried(`${name} update`, out.update(posted, note('Une autre')));
    await tried(`${name} whisper`, out.whisper(posted, anais, note('Merci')));
    await tried(`${name} seed`, out.seed(posted, ['👍']));
    await tried(`${name} describe`, out.describe(posted));
    await tried(`${name} permalink`, out.permalink(posted));
    await tried(`${name} mayRead`, out.mayRead(anais, posted));
    await tried(`${name} readMessage`, out.readMessage(posted));
    const found = await out.findSent(to, `key-${name}`, 0);
    if (found === 'cannot tell' || found === 'absent') lacks.push(`${name} findSent: ${found}`);
    for await (const state of out.reactions([{ posted, known: {} }])) {
      if ('gone' in state) lacks.push(`${name} reactions`);
    }
  }
  return lacks;
}

describe('an app made from the manifest', () => {
  test('may do all the adapter does', async () => {
    install({ minimal: false });
    expect(await lacking()).toEqual([]);
  });

  test('with --minimal may do all but what it says is off', async () => {
    install({ minimal: true });
    expect(await lacking()).toEqual([
      'public readMessage',
      'public findSent: cannot tell',
      'private readMessage',
      'private findSent: cannot tell',
    ]);
  });

  test('is told of everything the fake Slack knows to tell that the adapter takes', () => {
    const known = box.slack.app.events;
    expect(BOT_EVENTS.filter((event) => !known.has(event))).toEqual([]);
  });
});
