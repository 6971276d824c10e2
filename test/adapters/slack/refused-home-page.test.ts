import { beforeEach, expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { onStand, stand } from './on-stand.ts';

onStand();
beforeEach(() => stand.start());

const published = () => stand.slack.calls('views.publish').length;
const open = async (text: string) => {
  const before = stand.box.of('home').length;
  stand.box.answer({ kind: 'home', message: note(text) });
  stand.anais.openHome();
  await stand.arrival('home', before + 1);
};
const limited = (times: number) =>
  stand.slack.faults.next('views.publish', { kind: 'rate limited', retryAfterS: 60 }, times);

test('a home page that Slack does not take for now is shown when it may be, and no sooner', async () => {
  limited(1);
  await open('Réglage noté');
  await stand.until(() => published() === 1 && stand.context.clock.sleeping > 0);
  await stand.slack.settle();
  await stand.context.clock.advance(59_000);
  await stand.slack.settle();
  expect(published()).toBe(1);
  await stand.context.clock.advance(1_000);
  await stand.until(() => stand.anais.home);
  expect(stand.anais.home?.text).toContain('Réglage noté');
});

test('a home page that waits gives way to a newer one', async () => {
  limited(1);
  await open('Ancienne');
  await stand.until(() => published() === 1 && stand.context.clock.sleeping > 0);
  await open('Nouvelle');
  await stand.until(() => stand.anais.home);
  await stand.context.clock.advance(60_000);
  await stand.slack.settle();
  expect(published()).toBe(2);
  expect(stand.anais.home?.text).toContain('Nouvelle');
});

test('a home page that Slack never takes is given up after four tries', async () => {
  limited(9);
  await open('Réglage noté');
  for (let tries = 1; tries <= 4; tries += 1) {
    await stand.until(() => published() === tries);
    await stand.slack.settle();
    await stand.context.clock.advance(60_000);
  }
  await stand.slack.settle();
  expect(published()).toBe(4);
});
