import { expect, test } from '@jest/globals';
import { buttons, FOR, note, privately } from '../../contract/samples.ts';
import { onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

test('the messages tab of the app is no home page', async () => {
  await stand.start();
  stand.anais.openHome('messages');
  stand.anais.openHome('home');
  await stand.arrival('home');
  await stand.slack.settle();
  expect(stand.box.of('home')).toHaveLength(1);
});

test('a button of the home page is pressed in private, and answered in the direct conversation', async () => {
  await stand.start();
  stand.box.answer({ kind: 'home', message: note('Vos idées', buttons(FOR)) });
  stand.anais.openHome();
  await stand.until(() => stand.anais.home);
  stand.box.answer(privately('Compté.'));
  await stand.anais.press(stand.anais.home!, FOR.label);
  expect(await stand.arrival('press')).toMatchObject({ on: 'private', action: FOR.action, value: FOR.value });
  await stand.until(() => texts(stand.anais.sees('direct')).includes('Compté.'));
});
