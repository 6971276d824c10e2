import { bindChannel } from '../../labs/bind-channel.ts';
import { changeLab } from '../../labs/change-lab.ts';
import { createLab } from '../../labs/create-lab.ts';
import { nameFacilitator } from '../../labs/name-facilitator.ts';
import { removeFacilitator } from '../../labs/remove-facilitator.ts';
import { unbindChannel } from '../../labs/unbind-channel.ts';
import { isRefusal, type Refusal, refuse } from '../../refusal.ts';
import { DeliveryError } from '../adapter.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import type { Inline } from '../message.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import type { Channel } from '../place.ts';
import { isRepeated, NOTHING, type Repeated, type Turn, writing } from '../turn.ts';
import { SETTINGS, settingsOf } from './lab-settings.ts';

/** Setting labs up. The channel is the one where the command is typed. */

export const createTheLab = command({
  word: 'labo creer',
  names: { fr: ['labo créer'], en: ['lab create'] },
  args: { slug: arg.slug(), settings: arg.settings(SETTINGS) },
  who: 'administrator',
  help: 'help.labo-creer',
  example: 'labo creer bretagne nom="Labo Bretagne" region=Bretagne',
  exampleInEnglish: 'lab create brittany name="Brittany Lab" region=Brittany',
  async run(turn: Turn, { slug, settings }): Promise<Answer> {
    const { box } = turn;
    const order = { slug, settings: settingsOf(settings), defaultZone: box.zone, at: box.clock.now() };
    const result = await writing(turn, (tx, by) => createLab(tx, by, order));
    return said(turn, result, (lab) =>
      turn.speak.runs('lab.created', { lab: lab.name, slug, command: typed(turn, `labo lier ${slug}`) }),
    );
  },
});

export const changeTheLab = command({
  word: 'labo modifier',
  names: { fr: ['labo modifier'], en: ['lab change'] },
  args: { slug: arg.slug(), settings: arg.settings(SETTINGS) },
  who: 'facilitator',
  help: 'help.labo-modifier',
  example: 'labo modifier bretagne bilan="0 10 * * 2"',
  exampleInEnglish: 'lab change brittany digest="0 10 * * 2"',
  async run(turn: Turn, { slug, settings }): Promise<Answer> {
    const result = await writing(turn, (tx, by) =>
      changeLab(tx, by, { slug, settings: settingsOf(settings) }),
    );
    return said(turn, result, (lab) => [turn.speak.t('lab.changed', { lab: lab.name })]);
  },
});

export const bindHere = command({
  word: 'labo lier',
  names: { fr: ['labo lier'], en: ['lab bind'] },
  args: { slug: arg.slug() },
  who: 'facilitator',
  help: 'help.labo-lier',
  example: 'labo lier bretagne',
  exampleInEnglish: 'lab bind brittany',
  async run(turn: Turn, { slug }): Promise<Answer> {
    const channel = channelHere(turn);
    if (!channel) return refused(turn, refuse('direct-channel', {}));
    const facts = await turn.box.adapters.get(channel.platform)?.describe?.(channel).catch(outOfReach);
    if (facts === 'out of reach' || facts?.writable === false)
      return privately(turn, turn.speak.t('lab.notWritable'));
    const order = {
      slug,
      channel,
      name: facts?.name ?? channel.channel,
      private: facts?.private ?? false,
      at: turn.box.clock.now(),
    };
    const result = await writing(turn, (tx, by) => bindChannel(tx, by, order));
    return said(turn, result, (lab) => {
      const bound = turn.speak.t('lab.bound', { lab: lab.name });
      if (!order.private || lab.access === 'open') return [bound];
      const command = typed(turn, `labo modifier ${slug} acces=ouvert`);
      return [`${bound} `, ...turn.speak.runs('lab.boundClosed', { lab: lab.name, command })];
    });
  },
});

export const unbindHere = command({
  word: 'labo delier',
  names: { fr: ['labo délier'], en: ['lab unbind'] },
  args: {},
  who: 'facilitator',
  help: 'help.labo-delier',
  example: 'labo delier',
  async run(turn: Turn): Promise<Answer> {
    const channel = channelHere(turn);
    if (!channel) return refused(turn, refuse('direct-channel', {}));
    const result = await writing(turn, (tx, by) => unbindChannel(tx, by, { channel }));
    return said(turn, result, (lab) => [turn.speak.t('lab.unbound', { lab: lab.name })]);
  },
});

export const nameTheFacilitator = command({
  word: 'labo animateur',
  names: { fr: ['labo animateur', 'labo animatrice', 'labo animation'], en: ['lab facilitator'] },
  args: { slug: arg.slug(), person: arg.person() },
  who: 'facilitator',
  help: 'help.labo-animateur',
  example: 'labo animateur bretagne @Yann',
  exampleInEnglish: 'lab facilitator brittany @Yann',
  async run(turn: Turn, { slug, person }): Promise<Answer> {
    const known = turn.box.adapters.has(person.platform)
      ? await turn.box.directory.know(person).catch(() => null)
      : null;
    if (!known?.active || known.kind !== 'member') return refused(turn, refuse('unknown-person', {}));
    const order = { slug, person, name: known.name, at: turn.box.clock.now() };
    const result = await writing(turn, (tx, by) => nameFacilitator(tx, by, order));
    return said(turn, result, (lab) => [
      turn.speak.t('lab.facilitatorAdded', { name: known.name, lab: lab.name }),
    ]);
  },
});

/** Also for somebody the platform no longer knows: they have left, and the role must not outlive them. */
export const removeTheFacilitator = command({
  word: 'labo retirer-animateur',
  names: { fr: ['labo retirer-animateur', 'labo retirer-animatrice'], en: ['lab remove-facilitator'] },
  args: { slug: arg.slug(), person: arg.person() },
  who: 'facilitator',
  help: 'help.labo-retirer-animateur',
  example: 'labo retirer-animateur bretagne @Yann',
  exampleInEnglish: 'lab remove-facilitator brittany @Yann',
  async run(turn: Turn, { slug, person }): Promise<Answer> {
    const known = turn.box.adapters.has(person.platform)
      ? await turn.box.directory.know(person).catch(() => null)
      : null;
    const result = await writing(turn, (tx, by) => removeFacilitator(tx, by, { slug, person }));
    return said(turn, result, (lab) => [
      turn.speak.t('lab.facilitatorRemoved', { name: known?.name ?? person.user, lab: lab.name }),
    ]);
  },
});

/** A channel that the platform does not show us: a private one without the box. */
function outOfReach(error: unknown): 'out of reach' {
  if (error instanceof DeliveryError && 'permanent' in error.failure) return 'out of reach';
  throw error;
}

/** The channel without its thread; null in a direct message, which belongs to no lab. */
function channelHere({ where }: Turn): Channel | null {
  if (!where || where.direct) return null;
  const { platform, realm, channel, team } = where;
  return { platform, realm, channel, ...(team !== undefined && { team }) };
}

async function said<T>(
  turn: Turn,
  result: T | Refusal | Repeated,
  done: (result: T) => readonly Inline[],
): Promise<Answer> {
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  return privately(turn, done(result));
}

async function refused(turn: Turn, refusal: Refusal): Promise<Answer> {
  return privately(turn, await refusalText(turn, refusal));
}
