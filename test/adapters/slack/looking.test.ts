import { expect, test } from '@jest/globals';
import { card, note } from '../../contract/samples.ts';
import { failureOf } from './box-in-slack.ts';
import { box, labo, out, speaking } from './speaking.ts';

speaking();

test('a message reads as it was written, with its author and its address', async () => {
  const { ts } = box.anais.say(box.labo, 'Prêter <les> outils & <machines>');
  expect(await out.readMessage(box.at(labo, ts))).toEqual({
    author: box.person(box.anais),
    text: 'Prêter <les> outils & <machines>',
    link: `https://bretagne.slack.com/archives/${box.labo.id}/p${ts.replace('.', '')}`,
  });
});

test('a message of ours reads without what keeps it from being markup', async () => {
  const posted = await out.send(labo, card('Prêter *les* <outils> et https://x.example'), 'k');
  expect(await out.readMessage(posted)).toMatchObject({
    text: '#2256 Prêter *les* <outils> et https://x.example',
  });
});

test('mentions read as names, and what no person wrote has no author', async () => {
  const hook = box.labo.webhook(
    `Bonjour <@U1|anais> et <!here>, voir <https://x.example|la page> &amp; <#C1|labo>`,
  );
  expect(await out.readMessage(box.at(labo, hook.ts))).toMatchObject({
    author: null,
    text: 'Bonjour @anais et @here, voir la page (https://x.example) & #labo',
  });
});

test('mentions of whom and what everybody may read are named, and no id is ever shown', async () => {
  const secret = box.bretagne.channel('direction', { private: true, members: [box.anais] });
  const said = box.anais.say(box.labo, 'Demander à @thomas dans #labo & ailleurs');
  expect(await out.readMessage(box.at(labo, said.ts))).toMatchObject({
    text: 'Demander à @thomas dans #labo & ailleurs',
  });
  const hook = box.labo.webhook(`<@U0NOBODY> dans <#${secret.id}|> et <#C0NOWHERE>`);
  expect(await out.readMessage(box.at(labo, hook.ts))).toMatchObject({ text: '@… dans #… et #…' });
});

test('a name that Slack does not tell leaves the message readable', async () => {
  box.slack.faults.next('users.info', { kind: 'status', status: 503 });
  const said = box.anais.say(box.labo, 'Demander à @thomas');
  expect(await out.readMessage(box.at(labo, said.ts))).toMatchObject({ text: 'Demander à @…' });
});

test('an answer in a thread is found whether one knows of the thread or not', async () => {
  const parent = await out.send(labo, note('Carte'), 'k');
  const { ts } = box.thomas.say(box.labo, 'Je suis pour', parent.message);
  for (const where of [labo, { ...labo, thread: parent.message }]) {
    expect(await out.readMessage(box.at(where, ts))).toMatchObject({ text: 'Je suis pour' });
  }
});

test('a deleted message is gone, a neighbour is not taken for it', async () => {
  const { ts } = box.anais.say(box.labo, 'une');
  box.anais.say(box.labo, 'autre');
  box.labo.deleteMessage(ts);
  expect(await out.readMessage(box.at(labo, ts))).toBe('gone');
});

test('without the right to read, a message cannot be read', async () => {
  const { ts } = box.anais.say(box.labo, 'une');
  box.bretagne.scopes.delete('channels:history');
  expect(await failureOf(out.readMessage(box.at(labo, ts)))).toEqual({ permanent: 'refused' });
});

test('a public channel is read by its workspace, guests where they are members, a private one by its members', async () => {
  const { bretagne, anais, thomas } = box;
  const open = bretagne.channel('ouvert');
  const closed = bretagne.channel('direction', { private: true, members: [thomas] });
  const guest = bretagne.person('invitee', { kind: 'guest' });
  const invited = bretagne.channel('accueil', { members: [guest] });
  const may = (person: { id: string }, channel: { id: string }) =>
    out.mayRead(box.person(person as typeof anais), box.at(box.place(channel), '1.000000'));
  expect(await may(anais, open)).toBe(true);
  expect(await may(guest, open)).toBe(false);
  expect(await may(guest, invited)).toBe(true);
  expect(await may(thomas, closed)).toBe(true);
  expect(await may(anais, closed)).toBe(false);
  expect(await may(bretagne.person('partie', { active: false }), open)).toBe(false);
  expect(await may({ id: 'U0NOBODY' }, open)).toBe(false);
  const hidden = bretagne.channel('cache', { private: true, bot: false, members: [anais] });
  expect(await failureOf(may(anais, hidden))).toEqual({ permanent: 'gone' });
});

test('somebody of another workspace reads a shared channel as its member alone', async () => {
  const partner = box.slack.workspace('Partenaire', { installed: false });
  const [member, colleague] = [partner.person('paul'), partner.person('lou')];
  box.labo.shareWith(partner);
  const other = box.bretagne.channel('ouvert');
  box.labo.add(member);
  const at = (channel: { id: string }) => box.at(box.place(channel), '1.000000');
  expect(await out.mayRead(box.person(member), at(box.labo))).toBe(true);
  expect(await out.mayRead(box.person(member), at(other))).toBe(false);
  expect(await out.mayRead(box.person(colleague), at(box.labo))).toBe(false);
});

test('a direct message is read by its person alone', async () => {
  const told = await out.send(box.person(box.anais), note('x'), 'k');
  expect(await out.mayRead(box.person(box.anais), told)).toBe(true);
  expect(await out.mayRead(box.person(box.thomas), told)).toBe(false);
});

test('members are looked for page by page', async () => {
  const crowd = Array.from({ length: 1_000 }, (_, index) => ({ id: `U0CROWD${index}` }));
  const closed = box.bretagne.channel('foule', { private: true, members: [...crowd, box.thomas] });
  box.called();
  expect(await out.mayRead(box.person(box.thomas), box.at(box.place(closed), '1.000000'))).toBe(true);
  expect(box.called()).toEqual(['conversations.info', 'conversations.members', 'conversations.members']);
  expect(await out.mayRead(box.person(box.anais), box.at(box.place(closed), '1.000000'))).toBe(false);
});

test('a profile says name, language, zone, kind and whether the account is active', async () => {
  const of = (person: typeof box.anais) => out.profile(box.person(person));
  expect(await of(box.thomas)).toEqual({
    name: 'thomas',
    locale: 'en-GB',
    zone: 'Europe/London',
    kind: 'member',
    active: true,
  });
  expect(await of(box.bretagne.person('g', { kind: 'guest' }))).toMatchObject({ kind: 'guest' });
  expect(await of(box.bretagne.person('s', { kind: 'single-channel guest' }))).toMatchObject({
    kind: 'guest',
  });
  expect(await of(box.bretagne.person('b', { kind: 'bot' }))).toMatchObject({ kind: 'bot' });
  expect(await of(box.bretagne.person('d', { active: false }))).toMatchObject({ active: false });
  expect(await of(box.bretagne.person('z', { tz: 'Mars/Olympus' }))).not.toHaveProperty('zone');
});

test('somebody of another workspace in a shared channel is a guest; a stranger altogether is nobody', async () => {
  const partner = box.slack.workspace('Partenaire', { installed: false });
  const guest = partner.person('paul');
  box.labo.shareWith(partner);
  box.labo.add(guest);
  expect(await out.profile(box.person(guest))).toMatchObject({ name: 'paul', kind: 'guest', active: true });
  const nobody = { ...box.person(guest), user: 'U0NOBODY' };
  expect(await out.profile(nobody)).toEqual({ name: 'U0NOBODY', kind: 'member', active: false });
});

test('a channel says its name, whether it is private and whether we may write there', async () => {
  const describe = (channel: { id: string }) => out.describe(box.place(channel));
  expect(await describe(box.labo)).toEqual({
    name: 'labo',
    private: false,
    writable: true,
    link: `https://bretagne.slack.com/archives/${box.labo.id}`,
  });
  expect(await describe(box.bretagne.channel('clos', { private: true }))).toMatchObject({
    private: true,
    writable: true,
  });
  expect(await describe(box.bretagne.channel('vieux', { archived: true }))).toMatchObject({
    writable: false,
  });
  expect(await describe(box.bretagne.channel('loin', { bot: false }))).toMatchObject({ writable: false });
  const direct = await out.send(box.person(box.anais), note('x'), 'k');
  expect(await out.describe(direct)).toMatchObject({ private: true, writable: true });
  expect(await failureOf(out.describe(box.place({ id: 'C0NOWHERE' })))).toEqual({ permanent: 'gone' });
});

test('an address names its message, also of an answer in a thread, in this workspace alone', async () => {
  const parent = await out.send(labo, note('Carte'), 'k');
  const { ts } = box.thomas.say(box.labo, 'Je suis pour', parent.message);
  const link = await out.permalink(parent);
  const { realm } = labo;
  expect(out.messageAt(link, realm)).toEqual({ ...labo, message: parent.message });
  const answer = `${link.replace(parent.message.replace('.', ''), ts.replace('.', ''))}?thread_ts=${parent.message}&cid=C1`;
  expect(out.messageAt(answer, realm)).toEqual({ ...labo, message: ts, thread: parent.message });
  expect(out.messageAt(link, 'T0OTHER')).toBeNull();
  expect(out.messageAt(link.replace('bretagne.', 'ailleurs.'), realm)).toBeNull();
  expect(out.messageAt(link.replace('/archives/', '/files/'), realm)).toBeNull();
});

test('each message has an address of its own', async () => {
  const [a, b] = [await out.send(labo, note('a'), 'a'), await out.send(labo, note('b'), 'b')];
  const links = [await out.permalink(a), await out.permalink(b)];
  expect(new Set(links).size).toBe(2);
  expect(links[0]).toContain(a.message.replace('.', ''));
});
