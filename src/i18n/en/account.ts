import type { account as french } from '../fr/account.ts';
import { translationOf } from '../texts.ts';

export const account = translationOf<typeof french>()({
  named: '{{name}} ({{platform}})',

  code: 'Your code, for ten minutes and once only: {{code}}',
  codeUse: 'Type {{command}} in your other chat. The box will ask you there to confirm.',
  codeKeep: 'Give it to nobody: this account and the one that types it become one person.',
  readAlong:
    'Others would read along here. Type {{command}} in a direct message to the box, or in your other chat.',
  spoilt:
    'Others may have read this code, so it no longer counts. Ask for a new one, and type it in a direct message to the box.',

  ask: 'This code comes from the account {{account}}. Link that account to yours?',
  askOnly:
    'Confirm only if you asked for this code yourself, with that account. If somebody gave it to you, link nothing: they would act in your place.',
  askMeans:
    'Once linked, your accounts are one person: one vote an idea, the newest, and your ideas in both chats. Facilitating and administering stay with the account that may already.',
  yes: 'Link the accounts',
  no: 'Do not link',
  kept: 'Nothing is linked, and this code no longer counts.',
  linked: 'Done: the account {{account}} and this one are one person.',
  undoBy: 'To undo this, from either of them: {{command}}',
  undo: 'Unlink',
  undoSays: 'Unlink the account {{account}}',

  linkedTold: 'The account {{account}} was just linked to yours, with a code you asked for here.',
  notYou: 'It was not you? Undo it: {{command}}',
  unlinkedTold:
    'The account {{account}} is no longer linked to yours. Each keeps its ideas and has its votes back.',
  unlinked:
    'Done: {{accounts}} and this account are two persons again. Each keeps its ideas and has its votes back.',
  notLinked: 'No other account is linked to yours. To link one: {{command}}',
  linkedLine: 'Linked account: {{account}}',

  wrong: 'This code leads to no account. Read it again, or ask for another one: {{command}}',
  expired: 'This code has expired. Ask for another one in your other chat: {{command}}',
  used: 'This code was used, and a code serves once. Ask for another one: {{command}}',
  own: 'It is this very account that asked for this code. Type it in your other chat.',
  tooManyTries: 'Too many codes were wrong. Wait ten minutes, then ask for another one: {{command}}',
  alreadyLinked: 'That account is linked to yours already. To undo it: {{command}}',
  sameChat:
    'This code comes from another account of this chat, and a person has one account here. Type it in your other chat.',
  linkedElsewhere:
    'One of the two is linked to a {{platform}} account already, and a person has one account a chat. Undo that first: {{command}}',
});
