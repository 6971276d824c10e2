import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { button, Stage } from './mattermost-stage.ts';

/** A day in Mattermost, by what persons do and see. */

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

const DIALOG = {
  callback_id: 'new-idea',
  title: 'Nouvelle idée',
  introduction_text: 'Une idée ?',
  submit_label: 'Envoyer',
  state: 'signed',
  elements: [
    { display_name: 'Titre', name: 'title', type: 'text', max_length: 150 },
    { display_name: 'Détails', name: 'body', type: 'textarea', optional: true, max_length: 3000 },
  ],
};

/** Answers each command with its dialog, opened first. */
function opensDialog(): void {
  stage.app.reply = async ({ payload }) => {
    if (payload.trigger_id) {
      const request = { trigger_id: payload.trigger_id, url: stage.app.url, dialog: DIALOG };
      await stage.call('POST', '/actions/dialogs/open', request, '');
    }
    return {};
  };
}

test('a command reaches the app as a form with its token, its trigger and a response address', async () => {
  expect(await stage.anais.command('/idee', 'un banc', stage.channel)).toBeNull();
  expect(stage.app.received[0]?.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Token ${stage.commandToken}`,
    'user-agent': 'Mattermost-Bot/1.1',
  });
  expect(stage.app.last).toMatchObject({
    token: stage.commandToken,
    team_id: stage.bretagne.id,
    channel_id: stage.channel.id,
    user_id: stage.anais.id,
    command: '/idee',
    text: 'un banc',
    root_id: '',
  });
  expect(String(stage.app.last.response_url)).toContain(`${stage.mattermost.url}/hooks/commands/`);
});

test('a dialog opens before whoever typed, is filled, sent and closed', async () => {
  opensDialog();
  await stage.anais.command('/idee', 'un banc', stage.channel);
  expect(stage.anais.dialog).toMatchObject({ title: 'Nouvelle idée', intro: 'Une idée ?' });
  expect(stage.thomas.dialog).toBeNull();
  expect(await stage.anais.submit({ Titre: 'Un banc' })).toBeNull();
  expect(stage.app.last).toEqual({
    type: 'dialog_submission',
    callback_id: 'new-idea',
    state: 'signed',
    user_id: stage.anais.id,
    channel_id: stage.channel.id,
    team_id: stage.bretagne.id,
    submission: { title: 'Un banc', body: null },
    cancelled: false,
  });
  expect(stage.anais.dialog).toBeNull();
});

test('a card posted by the bot is pressed, and answers in private', async () => {
  const card = await stage.posted('', {
    props: { attachments: [{ text: 'Un *banc*', actions: [button(stage.app.url)] }] },
  });
  stage.app.reply = () => ({ json: { ephemeral_text: 'Merci' } });
  const [seen] = stage.anais.sees(stage.channel);
  expect(seen).toMatchObject({ id: card.id, text: 'Un banc', buttons: [{ label: 'Pour', id: 'pour' }] });
  expect(await stage.anais.press(seen!, 'Pour')).toBeNull();
  expect(stage.app.last).toMatchObject({
    user_id: stage.anais.id,
    post_id: card.id,
    channel_id: stage.channel.id,
    type: 'button',
    context: { idea: 7 },
  });
  const answer = { text: 'Merci', private: true };
  expect(stage.anais.seesInThread(seen!)).toEqual([expect.objectContaining(answer)]);
  expect(stage.thomas.seesInThread(seen!)).toEqual([]);
  // In the channel itself it stands where threads are not collapsed.
  expect([stage.anais.whisper, stage.anais.sees(stage.channel).length]).toEqual([null, 1]);
  stage.mattermost.config.ServiceSettings.CollapsedThreads = 'disabled';
  expect(stage.anais.whisper).toMatchObject(answer);
  expect(stage.anais.sees(stage.channel)[1]).toMatchObject(answer);
});
