import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LabInSlack } from './lab-in-slack.ts';
import { until } from './until.ts';

/** Persons the box knows nothing of, while Slack does not say who they are. */

let lab: LabInSlack;

const card = () => lab.card('Un banc')!;
/** What was told to the box of persons who reacted; it hears of its own seeds too. */
const reacted = () =>
  lab.slack.deliveries.filter(({ delivery }) => {
    const { event } = delivery.payload as { event?: { type: string; user: string } };
    return event?.type === 'reaction_added' && [lab.yann.id, lab.zoe.id].includes(event.user);
  });

/** An idea in the channel of its lab; then the box begins anew, and has forgotten everybody. */
beforeEach(async () => {
  lab = await LabInSlack.open();
  await lab.file('Un banc devant la mairie');
  await until('the card', async () => card());
  await lab.stopBox('SIGTERM');
  await lab.startBox();
}, 60_000);
afterEach(() => lab.close());

test('votes, a decision and a wish are acknowledged at once and count as soon as Slack says who it was', async () => {
  const { slack, anais, yann, zoe, labo } = lab;
  const post = anais.say(labo, 'On pourrait planter des arbres');
  slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 5 }, 3);
  zoe.react(card(), '+1');
  yann.react(card(), 'eyes');
  zoe.react(post, 'bulb');
  await until('the vote', async () => card().text.includes('2 pour'));
  await until('the decision', async () => card().text.includes('étude'));
  await until(
    'the question',
    async () =>
      anais.sees('direct').some(({ text }) => text.includes('arbres')) ||
      anais.whisper?.text.includes('arbres'),
  );
  expect(reacted().map(({ receipt }) => receipt?.acked)).toEqual([true, true, true]);
}, 90_000);

test('a vote that was acknowledged and died with the process is found at the next start', async () => {
  lab.slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 600 });
  lab.zoe.react(card(), '+1');
  await until('the acknowledgement', async () => reacted()[0]?.receipt?.acked);
  expect(card().text).toContain('1 pour');
  await lab.stopBox('SIGKILL');
  await lab.startBox();
  await until('the vote', async () => card().text.includes('2 pour'));
}, 90_000);
