import type { Answer } from '../../../src/chat/arrival.ts';
import { arg, type Named } from '../../../src/chat/grammar/args.ts';
import { command } from '../../../src/chat/grammar/command.ts';

/** What the sample commands are run with: they note what they were given. */
export interface Noted {
  notes: unknown[];
}

const note = async ({ notes }: Noted, args: unknown): Promise<Answer> => {
  notes.push(args);
  return { kind: 'nothing' };
};

const STATUSES: readonly Named<'new' | 'under-review' | 'accepted' | 'prototype'>[] = [
  { value: 'new', names: ['nouvelle', 'new'] },
  { value: 'under-review', names: ["à l'étude", 'under review'] },
  { value: 'accepted', names: ['retenue', 'accepted'] },
  { value: 'prototype', names: ['en prototype', 'prototype'] },
];

const SETTINGS: readonly Named<'name' | 'zone' | 'language' | 'digest' | 'access'>[] = [
  { value: 'name', names: ['nom', 'name'] },
  { value: 'zone', names: ['zone', 'fuseau'] },
  { value: 'language', names: ['langue', 'language'] },
  { value: 'digest', names: ['digest', 'bilan'] },
  { value: 'access', names: ['accès', 'access'] },
];

const common = { who: 'reader', help: 'help.voir', example: 'voir #2256', run: note } as const;
const named = (word: string, fr: string[], en: string[]) => ({ ...common, word, names: { fr, en } });

/** Commands like the box's own, enough of them to get in each other's way. */
export const SAMPLE = [
  command({ ...named('top', ['top'], ['top']), args: {} }),
  command({ ...named('nouveautes', ['nouveautés'], ['new', 'latest']), args: {} }),
  command({
    ...named('voir', ['voir'], ['show', 'view']),
    args: { idea: arg.idea() },
    run: (call: Noted, { idea }) => note(call, { idea: idea satisfies number }),
  }),
  command({ ...named('mes', ['mes', 'mes idées'], ['mine']), args: {} }),
  command({ ...named('moi', ['moi'], ['me']), args: { language: arg.language({ optional: true }) } }),
  command({ ...named('pour', ['pour'], ['for']), args: { idea: arg.idea() } }),
  command({ ...named('contre', ['contre'], ['against']), args: { idea: arg.idea() } }),
  command({
    ...named('completer', ['compléter'], ['add']),
    args: { idea: arg.idea(), text: arg.text({ optional: true }) },
    form: ({ text }) => text === undefined,
  }),
  command({ ...named('modifier', ['modifier'], ['edit']), args: { idea: arg.idea(), text: arg.text() } }),
  command({
    ...named('repondre', ['répondre'], ['answer']),
    who: 'facilitator',
    args: {
      idea: arg.idea(),
      status: arg.status(STATUSES, { optional: true }),
      text: arg.text({ optional: true }),
    },
    form: true,
  }),
  command({ ...named('annuler', ['annuler'], ['undo']), args: { idea: arg.idea({ optional: true }) } }),
  command({ ...named('a-traiter', ['à-traiter', 'à traiter'], ['to-do']), args: {} }),
  command({
    ...named('labo creer', ['labo créer'], ['lab create']),
    args: { slug: arg.slug(), settings: arg.settings(SETTINGS, { optional: true }) },
  }),
  command({
    ...named('labo modifier', ['labo modifier'], ['lab edit']),
    args: { slug: arg.slug(), settings: arg.settings(SETTINGS) },
  }),
  command({ ...named('lier', ['lier'], ['link']), args: { code: arg.code({ optional: true }) } }),
  command({
    ...named('delier compte', ['délier compte', 'délier mon compte'], ['unlink account']),
    args: {},
  }),
  command({ ...named('labo lier', ['labo lier'], ['lab bind']), args: { slug: arg.slug() } }),
  command({
    ...named('labo animateur', ['labo animateur'], ['lab facilitator']),
    args: { slug: arg.slug(), person: arg.person() },
  }),
  command({ ...named('digest apercu', ['digest aperçu'], ['digest preview']), args: {} }),
  command({ ...named('digest envoyer', ['digest envoyer'], ['digest send']), args: {} }),
  command({ ...named('aide', ['aide'], ['help']), args: { word: arg.word({ optional: true }) } }),
  command({ ...named('chercher', ['chercher'], ['search', 'find']), args: { text: arg.text() } }),
  command({ ...named('oui', ['oui'], ['yes']), args: {}, waiting: true }),
  command({ ...named('non', ['non'], ['no']), args: {}, waiting: true }),
  command({ ...named('choix', [], []), args: { choice: arg.digit() }, waiting: true }),
];
