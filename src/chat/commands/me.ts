import { listRuns } from '../../i18n/format.ts';
import { NOTICES } from '../../members/member.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import type { Block, Inline } from '../message.ts';
import { accountName, unlinkButton } from '../messages/accounts.ts';
import { languageName, noticesName, preferenceBlocks, UNCHOSEN } from '../messages/preferences.ts';
import { privately, typed } from '../messages/said.ts';
import { PREFERENCES, preferencesOf, preferring } from '../preferences.ts';
import type { Turn } from '../turn.ts';

/** What the box knows of this person, how ADMINS would name them, and their settings. */
export const me = command({
  word: 'moi',
  names: { fr: ['moi'], en: ['me'] },
  args: {
    language: arg.language({ optional: true }),
    settings: arg.settings(PREFERENCES, { optional: true }),
  },
  who: 'reader',
  help: 'help.moi',
  example: 'moi notifications=jour',
  exampleInEnglish: 'me notifications=daily',
  async run(turn: Turn, { language, settings }): Promise<Answer> {
    if (language === undefined && settings === undefined) return card(turn);
    const wanted = preferencesOf({ ...(language && { language }), ...settings });
    if (wanted) return preferring(turn, wanted);
    return privately(turn, turn.speak.runs('notify.unknownValue', { commands: choices(turn) }));
  },
});

async function card(turn: Turn): Promise<Answer> {
  const { t } = turn.speak;
  const { platform, realm, user } = turn.by;
  const { reads, directory } = turn.box;
  const { reader } = turn;
  const member = reader.member === null ? null : await reads.members.member(reader.member);
  const chosen = member ?? UNCHOSEN;
  const facilitated: string[] = [];
  for (const id of reader.facilitates) {
    const lab = await reads.labs.byId(id);
    if (lab) facilitated.push(lab.name);
  }
  const linked = await linkedAccounts(turn);
  const fields = [
    { label: t('person.name'), value: directory.peek(turn.by)?.name ?? user },
    { label: t('person.account'), value: `${platform}:${realm}:${user}` },
    ...(member ? [{ label: t('person.member'), value: String(member.id) }] : []),
    { label: t('person.language'), value: languageName(turn.speak, chosen.language) },
    { label: t('notify.field'), value: noticesName(turn.speak, chosen.notices) },
    ...(facilitated.length > 0 ? [{ label: t('person.facilitates'), value: facilitated.join(', ') }] : []),
  ];
  const blocks: Block[] = [
    { kind: 'fields', fields },
    ...(reader.administrator ? [{ kind: 'text', text: [t('person.administers')] } as const] : []),
    ...linked.map(({ id, name }) => ({
      kind: 'text' as const,
      text: [t('account.linkedLine', { account: name })],
      button: unlinkButton(turn.speak, name, id),
    })),
    { kind: 'context', text: [t('person.discreet')] },
    ...(turn.can.buttons ? preferenceBlocks(turn.speak, chosen, 'setting') : []),
    { kind: 'context', text: turn.speak.runs('notify.typeInstead', { commands: choices(turn) }) },
  ];
  return privately(turn, [{ kind: 'strong', text: t('person.meTitle') }], ...blocks);
}

/** The person's other accounts, where nobody reads along. */
async function linkedAccounts(turn: Turn): Promise<{ id: number; name: string }[]> {
  const linked = [];
  for (const id of turn.reader.accounts) {
    const account = id === turn.identity?.id ? null : await turn.box.reads.members.byId(id);
    if (account) linked.push({ id, name: await accountName(turn.box, turn.speak, account) });
  }
  return linked;
}

/** "/idee moi notifications=tout, /idee moi notifications=jour ou /idee moi notifications=jamais" */
function choices(turn: Turn): readonly Inline[] {
  const { t, lang } = turn.speak;
  const commands = NOTICES.map((notices) => typed(turn, `moi ${t(`notify.typed-${notices}`)}`));
  return listRuns(lang, commands, 'or');
}
