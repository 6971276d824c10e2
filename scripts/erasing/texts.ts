import type { Erasable } from '../../src/members/erase-member.ts';
import type { Identity } from '../../src/members/member.ts';
import type { PersonRef } from '../../src/members/member-store.ts';

/** What will be done, for the operator to recognise the person by. */
export function planText({ member, accounts, traces }: Erasable): string {
  const { ideas, voted, decisions, links, facilitates, messages } = traces;
  const lines = [
    `Member ${member}`,
    ...accounts.map((account) => `  ${accountText(account)}${account.name ? ` (${account.name})` : ''}`),
    'To be erased: these accounts, their names, drafts and roles, and which conversation is theirs.',
    `  ideas that stay, signed by nobody: ${ideas.length}${ideas.length > 0 ? ` (${numbers(ideas)})` : ''}`,
    `  ideas where their vote stays counted, as nobody's: ${voted}`,
    `  decisions that stay, taken by nobody: ${decisions}`,
    `  duplicates that stay linked, by nobody: ${links}`,
    `  labs they no longer facilitate: ${facilitates.length > 0 ? facilitates.map(({ slug }) => slug).join(', ') : 'none'}`,
    `  messages to them, forgotten or never sent: ${messages}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What is left to do elsewhere, where the box cannot or must not do it. */
export function advice({ accounts, traces }: Erasable, admins: readonly PersonRef[]): string[] {
  const named = accounts.filter((account) =>
    admins.some((admin) => accountText(admin) === accountText(account)),
  );
  const last = traces.facilitates.filter(({ last }) => last).map(({ slug }) => slug);
  return [
    ...(last.length > 0 ? [`nobody facilitates these labs any more: ${last.join(', ')}`] : []),
    ...(named.length > 0 ? [`ADMINS still names ${named.map(accountText).join(', ')}`] : []),
    'the chat keeps its own copies (messages, reactions): erase them there; backups keep them until they expire',
    ...(traces.ideas.length > 0 ? ['the texts of their ideas stay; look whether one names them'] : []),
  ];
}

const accountText = ({ platform, realm, user }: PersonRef | Identity): string =>
  `${platform}:${realm}:${user}`;

/** Numbers listed at most; the rest are counted. */
const LISTED = 20;

function numbers(all: readonly number[]): string {
  const listed = all.slice(0, LISTED).map((number) => `#${number}`);
  const more = all.length - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}
