import local from '../../../adapters/local/index.ts';
import type { MessageView } from '../../../adapters/local/wire.ts';
import type { AdapterModule } from '../../../src/chat/adapter.ts';
import type { Person } from '../../../src/chat/place.ts';
import { makeContext } from '../context.ts';
import type { Harness, Shown, ShownForm } from '../harness.ts';
import { present } from '../stage.ts';
import { turns } from '../wait.ts';
import { forgeriesFor } from './forgeries.ts';
import { buttonsOf, dangersOf, dangersOfRuns, runsText, textOf } from './judge.ts';
import { type Ask, type OpenForm, Page } from './page.ts';

const HERE = { platform: 'local', realm: 'local' };
const NAMES: Readonly<Record<string, string>> = { camille: 'Camille Le Goff', yann: 'Yann Kervella' };

/** The local chat over real HTTP on loopback, two persons' pages before it. */
export async function makeLocalHarness(): Promise<Harness> {
  const context = await makeContext();
  const adapter = create(local, context);
  const pages = new Map(Object.keys(NAMES).map((user) => [user, new Page(context.baseUrl, user)]));
  const page = ({ user }: Pick<Person, 'user'>) => present(pages.get(user), `the page of ${user}`);
  let last: { page: Page; ask: Ask } | null = null;
  let underWay = 0;

  /** An act of a person, which may be asked again. */
  async function act(by: Pick<Person, 'user'>, path: string, body: Ask['body'], channel?: string) {
    const ask = { path, body: page(by).signed(body ?? {}) };
    last = { page: page(by), ask };
    underWay += 1;
    await page(by)
      .act(ask, channel)
      .finally(() => {
        underWay -= 1;
      });
  }

  function submit(by: Person, form: ShownForm, values: Readonly<Record<string, string>>) {
    const open = form.handle as OpenForm;
    Object.assign(open.values, values);
    open.errors = {};
    const body = page(by).signed({ token: open.view.token, values: open.values });
    open.requestId = String(body.requestId);
    return act(by, '/submit', body);
  }

  return {
    adapter,
    ...HERE,
    clock: context.clock,
    words: context.words(),
    people: {
      asker: { ...HERE, user: 'camille' },
      other: { ...HERE, user: 'yann' },
      unreachable: { ...HERE, user: 'nobody' },
    },
    channels: { home: { ...HERE, channel: 'labo-bretagne' }, missing: { ...HERE, channel: 'ancien-labo' } },

    type: (by, { channel }, text) => act(by, '/messages', { channel, text: `/idee ${text}` }, channel),
    async see(by, where) {
      const channel = where === 'direct' ? `dm-${by.user}` : where.channel;
      const messages = (await page(by).messages(channel)).map(show);
      const notices = page(by).notices.filter((notice) => notice.channel === channel);
      return [...messages, ...notices.map(({ text }) => ({ ...NOTICE, text, raw: text }))];
    },
    dangers: (shown, message) => dangersOf(JSON.parse(shown.raw), message),
    async settle() {
      // A round trip lets the sockets of this process come to their turn too.
      await page({ user: 'camille' })
        .ask({ path: '/world' })
        .catch(() => {});
      await turns(10);
      while (underWay > 0 && context.clock.sleeping === 0) await turns(1);
    },
    async close() {
      for (const one of pages.values()) one.close();
      await context.close();
    },

    mention: ({ user }) => `@${NAMES[user]}`,
    press(by, shown, label) {
      const message = shown.handle as MessageView;
      if (message.content.by !== 'box') throw new Error('no buttons on what a person says');
      const button = buttonsOf(message.content.card).find((one) => one.label === label);
      const { action, value } = present(button, label);
      return act(by, '/press', { message: message.id, action, value }, message.channel);
    },

    async form(by) {
      const open = page(by).form;
      if (!open) return null;
      const { title, intro, submit: button, fields } = open.view;
      const shownFields = fields.map(({ id, label }) => ({
        ...{ id, label, value: open.values[id] ?? '', error: open.errors[id] ?? null },
      }));
      const raw = JSON.stringify(intro);
      return { title, intro: runsText(intro), submit: button, fields: shownFields, raw, handle: open };
    },
    submit,
    formDangers(shown, form) {
      const message = {
        lang: form.lang,
        summary: '',
        blocks: [{ kind: 'text', text: form.intro ?? [] }],
      } as const;
      return dangersOfRuns(JSON.parse(shown.raw), message);
    },
    submitForged(form, how) {
      const { view, values } = form.handle as OpenForm;
      const user = how === 'stolen' ? 'yann' : 'camille';
      const token = how === 'stolen' ? view.token : tampered(view.token);
      return act({ user }, '/submit', { token, values });
    },

    react: (by, of, emoji) =>
      act(by, '/reactions', { message: Number(of.message), emoji, standing: true }, of.channel),
    unreact: (by, of, emoji) =>
      act(by, '/reactions', { message: Number(of.message), emoji, standing: false }, of.channel),
    repeatable: ['command', 'press', 'submit', 'mark'],
    repeat: async () => last?.page.act(last.ask),
    forgeries: forgeriesFor(page({ user: 'camille' })),
  };
}

/** Another nonce, which the box would understand; the tag as it was. */
function tampered(token: string): string {
  const [text = '', tag] = token.split('.');
  const changed = Buffer.from(text, 'base64url').toString().replace('n-1f', 'n-2f');
  return `${Buffer.from(changed).toString('base64url')}.${tag}`;
}

const NOTICE = { posted: null, private: true, buttons: [], marks: {} };

function create<E>(module: AdapterModule<E>, context: Parameters<AdapterModule['create']>[0]) {
  return module.create(context, module.env.parse({}));
}

function show(message: MessageView): Shown {
  const card = message.content.by === 'box' ? message.content.card : null;
  const place = { ...HERE, channel: message.channel, message: String(message.id) };
  return {
    posted: message.onlyYou ? null : place,
    private: message.onlyYou || message.channel.startsWith('dm-'),
    text: card ? textOf(card) : '',
    raw: JSON.stringify(card),
    buttons: card ? buttonsOf(card).map(({ label }) => label) : [],
    marks: Object.fromEntries(message.reactions.map(({ emoji, by }) => [emoji, by.length])),
    handle: message,
  };
}
