import slackModule from '../../../adapters/slack/index.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Channel, Posted, Person as Who } from '../../../src/chat/place.ts';
import { objectsOf } from '../../fakes/shared/json.ts';
import type { DeliveryWay } from '../../fakes/slack/app.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { Outcome } from '../../fakes/slack/interactivity/interactions.ts';
import type { MessageRef, Person } from '../../fakes/slack/people/person.ts';
import type { Shown as SlackShown } from '../../fakes/slack/reading/shown.ts';
import type { ShownView } from '../../fakes/slack/reading/shown-view.ts';
import { makeContext } from '../context.ts';
import type { Fault, Harness, Shown, ShownForm } from '../harness.ts';
import { headingsOf } from '../judged.ts';
import { present } from '../stage.ts';
import { turns } from '../wait.ts';
import { marksOf, NAMES } from './emoji.ts';
import { forgeriesFor } from './forgeries.ts';
import { dangersOf } from './judge.ts';

/** The adapter over a Slack on loopback: one workspace, two persons before their clients. */
export function makeSlackHarness(way: DeliveryWay): () => Promise<Harness> {
  return () => make(way);
}

async function make(way: DeliveryWay): Promise<Harness> {
  const context = await makeContext();
  const slack = await FakeSlack.start({
    clock: context.clock,
    way,
    ...(way === 'http' ? { requestUrl: `${context.baseUrl}/slack/events` } : {}),
  });
  const workspace = slack.workspace('Bretagne');
  const persons = [workspace.person('camille'), workspace.person('yann')] as const;
  const [asker, other] = persons;
  const gone = workspace.person('parti', { active: false });
  const room = workspace.channel('labo-bretagne', { members: persons });

  const here = { platform: 'slack', realm: workspace.id };
  const home: Channel = { ...here, channel: room.id, team: workspace.id };
  const who = ({ id }: Person): Who => ({ ...here, user: id });
  const client = ({ user }: Who) =>
    present(
      persons.find(({ id }) => id === user),
      `the client of ${user}`,
    );
  const refOf = (posted: Posted): MessageRef => ({ channelId: posted.channel, ts: posted.message });

  const adapter = slackModule.create(
    context,
    slackModule.env.parse({
      SLACK_BOT_TOKENS: workspace.botToken,
      SLACK_API_URL: slack.apiUrl,
      ...(way === 'http'
        ? { SLACK_SIGNING_SECRET: slack.app.signingSecret }
        : { SLACK_APP_TOKEN: slack.app.appToken }),
    }),
  );

  /** A modal covers the channel: whoever wants to type there closes it first. */
  async function closeModals(person: Person): Promise<void> {
    while (person.modal) await person.closeModal();
  }

  return {
    adapter,
    ...here,
    clock: context.clock,
    words: context.words(),
    people: { asker: who(asker), other: who(other), unreachable: who(gone) },
    channels: { home, missing: { ...here, channel: 'C0GONE', team: workspace.id } },

    async type(by, { channel }, text) {
      await closeModals(client(by));
      await acknowledged(client(by).command('/idee', text, { id: channel }));
    },
    async see(by, where) {
      const person = client(by);
      if (where === 'direct')
        return person.sees('direct').map((shown) => ({ ...show(shown), private: true }));
      const { modal } = person;
      const note = modal && modal.fields.length === 0 ? [showView(modal)] : [];
      return [...person.sees({ id: where.channel }).map(show), ...note];
    },
    dangers(shown, message) {
      const { reading, content } = shown.handle as SlackShown;
      return dangersOf(reading, content.blocks, { message, headings: headingsOf(message) });
    },
    async settle() {
      await slack.settle();
      slack.closeIdle();
      // The adapter's side hears of it before it calls again.
      await new Promise((resolve) => setTimeout(resolve, 2));
      await turns();
    },
    async close() {
      await slack.stop();
      await context.close();
    },

    mention: (person) => `@${client(person).user.name}`,
    async press(by, shown, label) {
      await acknowledged(client(by).press(shown.handle as SlackShown | ShownView, label));
    },

    async form(by) {
      const { modal } = client(by);
      return modal && modal.fields.length > 0 ? showForm(modal) : null;
    },
    async submit(by, _form, values) {
      await acknowledged(client(by).submit(entriesOf(client(by), values)));
    },
    formDangers(shown, form) {
      const { reading, spec } = shown.handle as ShownView;
      const message: Message = {
        lang: form.lang,
        summary: '',
        blocks: [{ kind: 'text', text: form.intro ?? [] }],
      };
      return dangersOf(reading, objectsOf(spec.blocks), { message, headings: 0 });
    },
    async submitForged(form, how) {
      const { view } = form.handle as ShownView;
      if (how === 'tampered') {
        view.spec.private_metadata = String(view.spec.private_metadata).replace('n-1f', 'n-2f');
        await asker.submit({ title: 'Un annuaire' });
        return;
      }
      // The other person's own form, with what was issued to the asker.
      await other.command('/idee', 'idée', { id: room.id });
      const stolen = present(other.modal, 'a form of the other person').view;
      stolen.spec.private_metadata = view.spec.private_metadata ?? null;
      await other.submit({ title: 'Un annuaire' });
    },

    async react(by, posted, emoji) {
      refuse(client(by).react(refOf(posted), NAMES[emoji]));
    },
    async unreact(by, posted, emoji) {
      refuse(client(by).unreact(refOf(posted), NAMES[emoji]));
    },

    repeatable: ['command', 'press', 'submit', 'mark'],
    async repeat() {
      const { delivery } = present(slack.deliveries.at(-1), 'something sent before');
      // As Slack sends it again: a second later, so signed anew.
      slack.http.skewSeconds += 1;
      await slack.resend(delivery);
    },
    ...(way === 'http' ? { forgeries: forgeriesFor(slack, { asker, home: room, team: workspace.id }) } : {}),
    fail: (fault) => slack.faults.next('*', faultOf(fault), 1, (args) => 'text' in args),
    async remove(posted) {
      room.deleteMessage(posted.message);
    },

    async takeShortcut(by, message) {
      await acknowledged(client(by).shortcut('propose', refOf(message)));
    },
    async openHome(by) {
      client(by).openHome();
    },
    home: async (by) => client(by).home?.text ?? '',
  };

  function show(shown: SlackShown): Shown {
    const direct = shown.channelId.startsWith('D') ? { direct: true } : {};
    const place = { ...here, team: workspace.id, channel: shown.channelId, message: shown.ts, ...direct };
    return {
      posted: shown.private ? null : place,
      private: shown.private,
      text: shown.text,
      raw: JSON.stringify(shown.content),
      buttons: shown.buttons.map(({ label }) => label),
      marks: marksOf(shown.reactions),
      handle: shown,
    };
  }
}

function showView(view: ShownView): Shown {
  const buttons = view.buttons.map(({ label }) => label);
  const raw = JSON.stringify(view.spec);
  return { posted: null, private: true, text: view.text, raw, buttons, marks: {}, handle: view };
}

function showForm(view: ShownView): ShownForm {
  const { title, text: intro, submit, spec } = view;
  const fields = view.fields.map(({ blockId, label, value, error }) => ({
    id: blockId,
    label,
    value,
    error,
  }));
  return { title, intro, submit, fields, raw: JSON.stringify(spec), handle: view };
}

/** Boxes are ticked, everything else is typed or picked. */
function entriesOf({ modal }: Person, values: Readonly<Record<string, string>>) {
  const boxes = new Set(
    modal?.fields.filter(({ type }) => type === 'checkboxes').map(({ blockId }) => blockId),
  );
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, boxes.has(id) ? (value === '' ? [] : [value]) : value]),
  );
}

function faultOf(fault: Fault) {
  if (fault.kind === 'slow down') {
    return { kind: 'rate limited', retryAfterS: Math.ceil(fault.retryAfterMs / 1000) } as const;
  }
  return fault.kind === 'refused'
    ? ({ kind: 'error', error: 'restricted_action_thread_locked' } as const)
    : fault;
}

async function acknowledged(act: Promise<Outcome>): Promise<void> {
  const { error } = await act;
  if (error !== null) throw new Error(`Slack shows: ${error}`);
}

function refuse(error: string | null): void {
  if (error !== null) throw new Error(`Slack refuses: ${error}`);
}
