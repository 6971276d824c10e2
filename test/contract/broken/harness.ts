import type { Message } from '../../../src/chat/message.ts';
import type { Channel, Person, Posted } from '../../../src/chat/place.ts';
import { makeContext } from '../context.ts';
import type { Harness, Shown, ShownForm } from '../harness.ts';
import { linksOf } from '../samples.ts';
import { turns } from '../wait.ts';
import { createTiny } from './adapter.ts';
import type { Flag } from './flags.ts';
import { channel, PLATFORM, person, posted, REALM } from './inbound.ts';
import { read } from './markup.ts';
import { type Stored, type TinyEvent, TinyPlatform } from './platform.ts';

/** The reference adapter in a harness; the example to read when writing one. */
export async function makeTinyHarness(...flags: Flag[]): Promise<Harness> {
  const context = await makeContext();
  const platform = new TinyPlatform(context.clock);
  const adapter = createTiny(context, platform, (flag) => flags.includes(flag));

  const sees = (by: Person, where: Channel | 'direct') => (stored: Stored) =>
    stored.channel === (where === 'direct' ? `dm-${by.user}` : where.channel) &&
    (stored.alone === undefined || stored.alone === by.user);

  return {
    adapter,
    platform: PLATFORM,
    realm: REALM,
    clock: context.clock,
    words: context.words(),
    people: { asker: person('alice'), other: person('bob'), unreachable: person('nobody') },
    channels: { home: channel('lab'), missing: channel('archived') },
    patienceMs: 150,
    hostileRuns: 100,

    type: (by, where, text) => platform.act({ kind: 'command', user: by.user, channel: where.channel, text }),
    see: async (by, where) => platform.messages.filter(sees(by, where)).map(show),
    dangers: (shown, message) => dangers(shown.raw, message),
    async settle() {
      await turns(10);
    },
    async close() {
      platform.connect(null);
      await context.close();
    },

    mention: (of) => `@${of.user}`,
    typeInThread: (by, under, text) =>
      platform.act({ kind: 'command', user: by.user, channel: under.channel, text, under: under.message }),
    press(by, shown, label) {
      const stored = shown.handle as Stored;
      const button = platform.get(stored.id).buttons.find((one) => one.label === label);
      if (!button) throw new Error(`no button "${label}"`);
      const { action, value } = button;
      const alone = stored.alone !== undefined;
      const place = { user: by.user, channel: stored.channel, message: stored.id };
      return platform.act({ kind: 'press', ...place, action, value, alone });
    },

    async form(by) {
      const open = platform.open.get(by.user);
      if (!open) return null;
      const { title, intro, submit, fields } = open.form;
      return {
        ...{ title, intro: read(intro).text, submit, raw: intro, handle: open.form },
        fields: fields.map(({ id, label }) => ({
          ...{ id, label, value: open.values[id] ?? '', error: open.errors[id] ?? null },
        })),
      };
    },
    submit: (by, form, values) => platform.act({ kind: 'submit', user: by.user, ...submitted(form, values) }),
    formDangers(shown, form) {
      const intro: Message = {
        lang: 'fr',
        summary: '',
        blocks: [{ kind: 'context', text: form.intro ?? [] }],
      };
      return dangers(shown.raw, intro);
    },
    submitForged(form, how) {
      const sent = submitted(form, { title: 'Volée' });
      if (how === 'stolen') return platform.act({ kind: 'submit', user: 'bob', ...sent });
      return platform.act({
        kind: 'submit',
        user: 'alice',
        ...sent,
        state: sent.state.replace('n-1f', 'n-2f'),
      });
    },

    react: (by, of, emoji) => platform.mark(by.user, of.message, emoji, true),
    unreact: (by, of, emoji) => platform.mark(by.user, of.message, emoji, false),
    repeatable: ['command', 'press', 'submit', 'mark'],
    repeat: () => platform.repeat(),
    forgeries: ['', 'forged'].map((proof) => ({
      title: `a command with the proof "${proof}"`,
      attempt: () => platform.deliver(forged(proof)),
    })),
    fail(fault) {
      platform.fault = fault;
    },
    remove: async (of) => platform.remove(of.message),
    takeShortcut: (by, message) =>
      platform.act({ kind: 'shortcut', user: by.user, channel: message.channel, message: message.message }),
    openHome: (by) => platform.act({ kind: 'page', user: by.user, channel: 'lab' }),
    home: async (by) => read(platform.pages.get(by.user)?.markup ?? '').text,
  };
}

function forged(proof: string): TinyEvent {
  return { kind: 'command', id: 'e-forged', proof, at: 0, user: 'alice', channel: 'lab', text: 'top' };
}

function submitted(form: ShownForm, values: Readonly<Record<string, string>>) {
  const { state, channel: where } = form.handle as { state: string; channel: string };
  const shown = Object.fromEntries(form.fields.map(({ id, value }) => [id, value]));
  return { channel: where, state, values: { ...shown, ...values } };
}

function show(stored: Stored): Shown {
  const marks: Record<string, number> = {};
  for (const { emoji } of stored.marks) marks[emoji] = (marks[emoji] ?? 0) + 1;
  const alone = stored.alone !== undefined;
  return {
    posted: alone ? null : (posted(stored.channel, stored.id) satisfies Posted),
    private: alone || stored.channel.startsWith('dm-'),
    text: read(stored.markup).text,
    raw: stored.markup,
    buttons: stored.buttons.map(({ label }) => label),
    marks,
    handle: stored,
  };
}

function dangers(raw: string, message: Message): string[] {
  const { pings, links, headings, lines, controls } = read(raw);
  const meant = linksOf(message);
  const count = (kind: string) => message.blocks.filter((block) => block.kind === kind).length;
  return [
    ...pings.map((name) => `pings ${name}`),
    ...links.filter((link) => !meant.includes(link)).map((link) => `links to ${link}`),
    ...(headings > count('heading') ? ['a heading too many'] : []),
    ...(lines > linesMeant(message) ? ['a line too many'] : []),
    ...(controls > 0 ? ['control characters'] : []),
  ];
}

/** A paragraph may break lines by itself; nothing else may. */
function linesMeant(message: Message): number {
  const lines = message.blocks.map((block) => {
    if (block.kind === 'fields') return block.fields.length;
    if (block.kind === 'buttons') return 0;
    if (block.kind !== 'text') return 1;
    return block.text
      .filter((run) => typeof run === 'string')
      .join('')
      .split('\n').length;
  });
  return lines.reduce((a, b) => a + b, 0);
}
