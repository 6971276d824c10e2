import type { lab as french } from '../fr/lab.ts';
import { translationOf } from '../texts.ts';

export const lab = translationOf<typeof french>()({
  created: '{{lab}} exists, its short name is {{slug}}. Type {{command}} in its channel to bind it.',
  changed: '{{lab}} is up to date.',
  bound: 'This channel is bound to {{lab}}: new ideas and the digest of the week will be shown here.',
  boundClosed:
    'This channel is private, so {{lab}} is closed: its ideas are read in its channels only. To open it: {{command}}',
  unbound: 'This channel is no longer bound to {{lab}}. The cards already shown stay.',
  facilitatorAdded: '{{name}} now facilitates {{lab}}.',
  facilitatorRemoved: '{{name}} no longer facilitates {{lab}}.',
  noFacilitator: 'This person does not facilitate {{lab}}.',

  channelLost:
    'I can no longer write in {{channel}}, a channel of {{lab}}: it is archived, deleted, or the box was removed from it.',
  channelLostThen:
    'Nothing is lost: invite the box again, or unarchive the channel, and everything resumes there. If that does not help, type {{command}} in the channel.',
  channelForbidden:
    'I am in {{channel}}, a channel of {{lab}}, but I may not write there: it is moderated, or I lack a permission. Ask the person who administers it to let the box write there. Nothing is lost: I keep trying, and what waits will be shown there.',
  channelsFound: 'I can write in {{where}} again. The ideas filed in the meantime are on their way there.',
  workspaceLost:
    'The idea box was removed from a workspace. I can no longer write in {{where}}: nothing is lost, and everything resumes by itself once the person who administers it has put it back.',
  unknown: 'I cannot find a lab “{{slug}}”. There are: {{labs}}.',
  noneOpenHere: 'No lab is open from here. File your idea from the channel of a lab, with the same command.',
  noneYet: 'There is no lab yet. The person who administers the box can create one: {{command}}',
  slugTaken: 'The short name “{{slug}}” is already taken.',
  channelTaken: 'This channel is already bound to {{lab}}. A channel belongs to one lab only.',
  noneHere: 'This channel is not bound to a lab.',
  notAChannel: 'This command is typed in the channel to bind, not in a private conversation.',
  notWritable: 'I cannot write in this channel. Invite the idea box first, then try again.',
  adminsOnly: 'Only the people who administer the box can do this.',
  managersOnly: 'Only the people who facilitate {{lab}} or administer the box can do this.',
  personMissing: 'I do not recognise this person. Mention them, with @ before their name.',
  badZone: 'I do not know the time zone “{{zone}}”. Example: Europe/Paris.',
  badCron: 'I do not understand “{{cron}}”. Example, for Monday at 9:00: 0 9 * * 1.',
  tooOften: 'The digest appears at most once a week, “{{cron}}” would do so more often.',
  badAccess: 'Access is “open” or “closed”.',
  badLanguage: 'The language is “fr” or “en”.',
  badName: 'The name of a lab takes one line: 1 to {{max, number}} characters.',
  badLine: 'Field and region take one line each: at most {{max, number}} characters.',
});
