import { speak } from '../../i18n/speak.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import type { Block } from '../message.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from '../turn.ts';

/** What the box knows of this person, how ADMINS would name them, and their language. */
export const me = command({
  word: 'moi',
  names: { fr: ['moi'], en: ['me'] },
  args: { language: arg.language({ optional: true }) },
  who: 'reader',
  help: 'help.moi',
  example: 'moi en',
  async run(turn: Turn, { language }): Promise<Answer> {
    if (language === undefined) return card(turn);
    const result = await writing(turn, async (tx, by) => {
      await tx.members.setLanguage(by.identity.member, language);
      return language;
    });
    if (isRepeated(result)) return NOTHING;
    if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
    const speaking = speak(result);
    return privately({ speak: speaking }, speaking.t('person.languageSet'));
  },
});

async function card(turn: Turn): Promise<Answer> {
  const { t } = turn.speak;
  const { platform, realm, user } = turn.by;
  const { reads, directory } = turn.box;
  const { reader } = turn;
  const member = reader.member === null ? null : await reads.members.member(reader.member);
  const facilitated: string[] = [];
  for (const id of reader.facilitates) {
    const lab = await reads.labs.byId(id);
    if (lab) facilitated.push(lab.name);
  }
  const language = { fr: t('person.languageFr'), en: t('person.languageEn') };
  const fields = [
    { label: t('person.name'), value: directory.peek(turn.by)?.name ?? user },
    { label: t('person.account'), value: `${platform}:${realm}:${user}` },
    ...(member ? [{ label: t('person.member'), value: String(member.id) }] : []),
    {
      label: t('person.language'),
      value: member?.language ? language[member.language] : t('person.languageAuto'),
    },
    ...(facilitated.length > 0 ? [{ label: t('person.facilitates'), value: facilitated.join(', ') }] : []),
  ];
  const blocks: Block[] = [
    { kind: 'fields', fields },
    ...(reader.administrator ? [{ kind: 'text', text: [t('person.administers')] } as const] : []),
    { kind: 'context', text: [t('person.discreet')] },
  ];
  return privately(turn, [{ kind: 'strong', text: t('person.meTitle') }], ...blocks);
}
