import mattermostModule from '../../../adapters/mattermost/index.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Channel, Person as Who } from '../../../src/chat/place.ts';
import { FakeMattermost } from '../../fakes/mattermost/fake-mattermost.ts';
import type { Fault as MattermostFault } from '../../fakes/mattermost/faults.ts';
import type { Outcome, Person } from '../../fakes/mattermost/people/person.ts';
import type { Shown as MattermostShown } from '../../fakes/mattermost/reading/shown.ts';
import type { ShownDialog } from '../../fakes/mattermost/reading/shown-dialog.ts';
import type { Config } from '../../fakes/mattermost/settings.ts';
import { makeContext } from '../context.ts';
import type { Fault, Harness, Shown, ShownForm } from '../harness.ts';
import { present } from '../stage.ts';
import { turns } from '../wait.ts';
import { marksOf, NAMES } from './emoji.ts';
import { forgeriesFor } from './forgeries.ts';
import { dangersOf } from './judge.ts';

const SITE = 'chat.example.fr';

/** The adapter over a Mattermost on loopback: one team, two persons before their clients. */
export function makeMattermostHarness(
  version?: string,
  service: Partial<Config['ServiceSettings']> = {},
): () => Promise<Harness> {
  return () => make(version, service);
}

async function make(
  version: string | undefined,
  service: Partial<Config['ServiceSettings']>,
): Promise<Harness> {
  const context = await makeContext();
  const { clock } = context;
  const mattermost = await FakeMattermost.start({ clock, ...(version === undefined ? {} : { version }) });
  Object.assign(mattermost.config.ServiceSettings, service);
  const team = mattermost.team('bretagne');
  const persons = [team.person('camille'), team.person('yann')] as const;
  const [asker, other] = persons;
  const gone = team.person('parti', { active: false });
  const room = team.channel('labo-bretagne', { members: persons });
  const door = (name: string) => `${context.baseUrl}/mattermost/${SITE}/${name}`;
  const command = team.slashCommand('idee', door('command'));
  const elsewhere = mattermost.team('occitanie').slashCommand('idee', door('command'));

  const here = { platform: 'mattermost', realm: SITE };
  const home: Channel = { ...here, channel: room.id, team: team.id };
  const who = ({ id }: Person): Who => ({ ...here, user: id });
  const client = ({ user }: Who) =>
    present(
      persons.find(({ id }) => id === user),
      `the client of ${user}`,
    );

  const adapter = mattermostModule.create(
    context,
    mattermostModule.env.parse({
      MATTERMOST_URL: mattermost.url,
      MATTERMOST_SITE: SITE,
      MATTERMOST_BOT_TOKEN: mattermost.bot.token,
      MATTERMOST_COMMAND_TOKENS: `${team.id}=${command.token},${elsewhere.teamId}=${elsewhere.token}`,
      PUBLIC_URL: context.baseUrl,
    }),
  );

  /** Threads that persons typed in, and so have open. */
  const opened = new Set<string>();

  /** A dialog covers the channel: whoever wants to type there closes it first. */
  async function typed(person: Person, text: string, channel: string, rootId = ''): Promise<void> {
    if (person.dialog) await person.cancel();
    if (rootId !== '') opened.add(`${person.id} ${rootId}`);
    acknowledged(await person.command('/idee', text, { id: channel }, { rootId }));
  }

  /** What the person sees in the channel and its threads; what they alone see there, only in a thread that is open. */
  function seen(person: Person, where: { id: string } | 'direct'): MattermostShown[] {
    const answered = new Set([...mattermost.world.posts.values()].map(({ rootId }) => rootId));
    const isOpen = (id: string) => opened.has(`${person.id} ${id}`);
    const above = person.sees(where);
    const threads = above.filter(({ id, rootId }) => rootId === null && (answered.has(id) || isOpen(id)));
    const within = threads.flatMap((shown) =>
      person.seesInThread(shown).filter((one) => !one.private || isOpen(shown.id)),
    );
    return [...above, ...within.filter(({ id }) => above.every((one) => one.id !== id))];
  }

  return {
    adapter,
    ...here,
    clock,
    // Each run reads every message before it, as a client does.
    hostileRuns: 30,
    words: context.words(),
    people: { asker: who(asker), other: who(other), unreachable: who(gone) },
    channels: { home, missing: { ...home, channel: 'z'.repeat(26) } },

    type: (by, { channel }, text) => typed(client(by), text, channel),
    async see(by, where) {
      const person = client(by);
      if (where === 'direct')
        return seen(person, 'direct').map((shown) => ({ ...show(shown), private: true }));
      const { dialog } = person;
      const note = dialog?.error ? [showError(dialog)] : [];
      return [...seen(person, { id: where.channel }).map(show), ...note];
    },
    dangers: (shown, message) => dangersOf((shown.handle as MattermostShown).reading, message),
    async settle() {
      await mattermost.settle();
      mattermost.closeIdle();
      // The adapter's side hears of it before it calls again.
      await new Promise((resolve) => setTimeout(resolve, 2));
      await turns();
    },
    async close() {
      await mattermost.stop();
      await context.close();
    },

    mention: (person) => `@${client(person).user.username}`,
    typeInThread: (by, under, text) => typed(client(by), text, under.channel, under.message),
    async press(by, shown, label) {
      const on = shown.handle as MattermostShown;
      const button = on.buttons.find((one) => asRead(one.label) === label);
      acknowledged(await client(by).press(on, present(button, `the button ${label}`).id));
    },

    async form(by) {
      const { dialog } = client(by);
      return dialog && showForm(dialog);
    },
    async submit(by, form, values) {
      const { fields } = form.handle as ShownDialog;
      const boxes = new Set(fields.filter(({ type }) => type === 'bool').map(({ name }) => name));
      const entries = Object.entries(values).map(([id, value]) => [id, boxes.has(id) ? value !== '' : value]);
      acknowledged(await client(by).submit(Object.fromEntries(entries)));
    },
    formDangers(shown, form) {
      const message: Message = {
        lang: form.lang,
        summary: '',
        blocks: [{ kind: 'text', text: form.intro ?? [] }],
      };
      return dangersOf((shown.handle as ShownDialog).reading, message);
    },
    async submitForged(form, how) {
      const { dialog } = form.handle as ShownDialog;
      const state = String(dialog.spec.state);
      if (how === 'tampered') {
        dialog.spec.state = state.replace('n-1f', 'n-2f');
        await asker.submit({ title: 'Un annuaire' });
        return;
      }
      // Whoever has an account sends what they like, and saw the state over a shoulder.
      await other.api('POST', '/actions/dialogs/submit', {
        url: door('dialog'),
        state,
        callback_id: '',
        channel_id: room.id,
        team_id: team.id,
        submission: { title: 'Un annuaire' },
      });
    },

    async react(by, posted, emoji) {
      acknowledged(client(by).react({ id: posted.message }, NAMES[emoji]));
    },
    async unreact(by, posted, emoji) {
      acknowledged(client(by).unreact({ id: posted.message }, NAMES[emoji]));
    },

    forgeries: forgeriesFor({
      ...{ door, attacker: other, victim: asker, channel: room.id, team: team.id },
      otherToken: elsewhere.token,
    }),
    fail: (fault) => mattermost.faults.next('*', faultOf(fault), 1, (args) => 'props' in args),
    async remove(posted) {
      room.deletePost(posted.message);
    },
  };

  function show(shown: MattermostShown): Shown {
    const direct = shown.channelId !== room.id;
    const place = direct ? { ...here, direct } : { ...here, team: team.id };
    return {
      posted: shown.private ? null : { ...place, channel: shown.channelId, message: shown.id },
      private: shown.private,
      text: shown.text,
      raw: JSON.stringify(shown.content),
      buttons: shown.buttons.map(({ label }) => asRead(label)),
      marks: marksOf(shown.reactions),
      handle: shown,
    };
  }
}

/** Without what shows nothing: it only keeps clients from reading signs together. */
function asRead(label: string): string {
  return label.replaceAll('\u200b', '');
}

/** What went wrong with a form as a whole stands in it, where its person alone sees it. */
function showError({ error, spec }: ShownDialog): Shown {
  return {
    posted: null,
    private: true,
    text: error ?? '',
    raw: JSON.stringify(spec),
    buttons: [],
    marks: {},
  };
}

function showForm(dialog: ShownDialog): ShownForm {
  const { title, intro, submit, spec } = dialog;
  const fields = dialog.fields.map(({ name, label, type, value, error }) => ({
    id: name,
    label,
    value: type === 'bool' ? (value === 'true' ? 'yes' : '') : value,
    error,
  }));
  return { title, intro, submit, fields, raw: JSON.stringify(spec), handle: dialog };
}

function faultOf(fault: Fault): MattermostFault {
  switch (fault.kind) {
    case 'slow down':
      return { kind: 'rate limited', retryAfterS: Math.ceil(fault.retryAfterMs / 1000) };
    case 'lost answer':
      return { kind: 'lost answer' };
    case 'refused':
      return { kind: 'error', id: 'api.context.permissions.app_error', status: 403 };
  }
}

function acknowledged(outcome: Outcome): void {
  if (outcome !== null) throw new Error(`Mattermost shows: ${outcome.message}`);
}
