import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { BoxInSlack, failureOf } from './box-in-slack.ts';

let box: BoxInSlack;
beforeEach(async () => {
  box = await BoxInSlack.start();
});
afterEach(() => box.stop());

const LATER = { retryAfterMs: 300_000, scope: 'realm' };
const lost = () => box.notices.filter(({ kind }) => kind === 'lost');

/** Waits for what a failed call made us ask. */
async function noticed(): Promise<void> {
  await box.slack.settle();
  await box.slack.settle();
}

test.each(['account_inactive', 'token_revoked'] as const)(
  'a token that is %s at a call: told once, and Slack is asked no more',
  async (state) => {
    const out = box.outbound();
    box.bretagne.breakToken(state);
    expect(await failureOf(out.send(box.place(box.labo), note('x'), 'k'))).toEqual(LATER);
    await noticed();
    box.called();
    for (const to of [box.place(box.labo), box.person(box.anais)]) {
      expect(await failureOf(out.send(to, note('x'), 'k'))).toEqual(LATER);
    }
    const posted = box.at(box.place(box.labo), '1.0');
    expect(await failureOf(out.update(posted, note('x')))).toEqual(LATER);
    expect(await failureOf(out.profile(box.person(box.anais)))).toEqual(LATER);
    for await (const state of out.reactions([{ posted, known: {} }])) throw new Error(JSON.stringify(state));
    expect(box.called()).toEqual([]);
    expect(lost()).toEqual([
      expect.objectContaining({ what: { platform: 'slack', realm: box.bretagne.id } }),
    ]);
    const said = box.lines.filter((line) => line.includes('the app was removed from a workspace'));
    expect(said).toEqual([expect.stringContaining('put its new token in SLACK_BOT_TOKENS')]);
  },
);

test('a bad day of Slack is no loss: the token itself is tried first', async () => {
  const out = box.outbound();
  box.slack.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_auth' });
  expect(await failureOf(out.send(box.place(box.labo), note('x'), 'k'))).toEqual(LATER);
  await noticed();
  expect(lost()).toEqual([]);
  await out.send(box.place(box.labo), note('y'), 'l');
  expect(box.labo.messages).toHaveLength(1);
});

test('one workspace of an enterprise: the others go on, and their persons are reached through them', async () => {
  const enterprise = { id: 'E0ETAT', name: 'État' };
  const [nord, sud] = ['Nord', 'Sud'].map((name) => box.slack.workspace(name, { enterprise }));
  box.join(nord!);
  box.join(sud!);
  const [north, south] = [nord!.channel('nord'), sud!.channel('sud')];
  const out = box.outbound();
  nord!.breakToken('account_inactive');
  await failureOf(out.send(box.place(north, nord), note('x'), 'k'));
  await noticed();
  expect(lost()).toEqual([
    expect.objectContaining({ what: { platform: 'slack', realm: 'E0ETAT', team: nord!.id } }),
  ]);
  expect(await failureOf(out.send(box.place(north, nord), note('x'), 'k'))).toEqual({
    ...LATER,
    scope: 'lane',
  });
  await out.send(box.place(south, sud), note('x'), 'k');
  expect(south.messages).toHaveLength(1);
});
