import { randomBytes } from 'node:crypto';
import type { CommandResponse } from '@mattermost/types/integrations';
import { doorAddress } from '../../../adapters/mattermost/doors.ts';
import { codeOf } from '../../../adapters/mattermost/mattermost-error.ts';
import { isProof, probeText } from '../../../adapters/mattermost/probe.ts';
import { adapterWords } from '../../../src/chat/contexts.ts';
import type { Signer } from '../../../src/chat/kit/signer.ts';
import { LANGS } from '../../../src/i18n/lang.ts';
import { TRIGGER } from '../../grammar/slash-command.ts';
import { COMMANDS_PLACE, INTERNAL_PLACE, SITE_URL_PLACE } from '../../installing/places.ts';
import type { Bound } from '../bound.ts';
import { type Check, failure, ok, warning } from '../check.ts';
import type { Reached } from './servers.ts';

const NAME = 'mattermost way back';

const SETUP = 'npm run mattermost:setup with that team';
const UNREACHED =
  'can the server open that address? see HOST, proxy and firewall; where the box is in a network of your own, ' +
  `${INTERNAL_PLACE} must name its host ("address forbidden" in the log of the server)`;

/** What the server's answer to a command means, by its own name of it (server/channels/app/command.go). */
const REMEDIES: Readonly<Record<string, string>> = {
  'api.command.execute_command.not_found.app_error': `there is no /${TRIGGER} in it: ${SETUP}`,
  'api.command.disabled.app_error': `a system administrator sets ${COMMANDS_PLACE} to true`,
  'api.command.execute_command.site_url_required.app_error': `a system administrator sets ${SITE_URL_PLACE}`,
  'api.command.execute_command.failed.app_error': UNREACHED,
  'api.command.execute_command.failed_resp.app_error': `the command leads to something that is not this box: ${SETUP}, with --callback as the server reaches the box`,
  'api.command.execute_command.failed_empty.app_error': `the command leads to something that is not this box: ${SETUP}, with --callback as the server reaches the box`,
  'api.context.permissions.app_error': 'the bot may not write in the channel it was tried in',
};

/** What is needed beside a server. */
export interface WayBack {
  callbackUrl: URL;
  bound: readonly Bound[];
  signer: Signer;
}

/**
 * Has a server call the box, as it does for people: the bot types the command in each team, and submits a form that
 * nobody was shown. Both go through the server; nobody sees anything of them, and the box keeps nothing.
 */
export async function checkWayBack(server: Reached, way: WayBack): Promise<Check[]> {
  const teams = server.teams.filter(({ id }) => server.settings.commandTokens.has(id));
  const checks: Check[] = [];
  let tried: Place | null = null;
  for (const team of teams) {
    const { check, place } = await checkTeam(server, team, way);
    checks.push(check);
    tried ??= place;
  }
  return [...checks, tried ? await checkForms(server, tried, way.callbackUrl) : notTried(server)];
}

/** What is said last where nothing proved the way, so that nobody takes it for proven. */
export function notTried({ settings: { realm } }: Reached): Check {
  const remedy = 'do what is said above, then run this again with the box running';
  return warning(
    NAME,
    `${realm}: whether the server reaches the box is not proven: it was not tried`,
    remedy,
  );
}

interface Place {
  team: string;
  channel: string;
}

/** The command of one team, and where it was tried. */
async function checkTeam(
  server: Reached,
  { id, name }: { id: string; name: string },
  { bound, signer }: WayBack,
): Promise<{ check: Check; place: Place | null }> {
  let place: Place | null = null;
  try {
    const channel = await placeIn(server, id, bound);
    if (channel === null) {
      const remedy = 'invite the bot into a channel of that team, then run this again';
      const says = `${name}: the bot is in no channel to try its command in`;
      return { check: warning(NAME, says, remedy), place };
    }
    place = { team: id, channel };
    return { check: await checkCommand(server, { ...place, name }, signer), place };
  } catch (error) {
    const code = codeOf(error);
    const says = `${name}: /${TRIGGER} is not answered: ${code}`;
    return { check: failure(NAME, says, REMEDIES[code] ?? UNREACHED), place };
  }
}

/** A bound channel first: there it must work. */
async function placeIn(
  { client, settings }: Reached,
  team: string,
  bound: readonly Bound[],
): Promise<string | null> {
  const channels = (await client.getMyChannels(team)).filter(
    (one) => one.team_id === team && one.delete_at === 0,
  );
  const isBound = ({ id }: { id: string }) =>
    bound.some(({ channel }) => channel.realm === settings.realm && channel.channel === id);
  return (channels.find(isBound) ?? channels[0])?.id ?? null;
}

async function checkCommand(
  { client, settings: { realm } }: Reached,
  { team, name, channel }: Place & { name: string },
  signer: Signer,
): Promise<Check> {
  const nonce = randomBytes(16).toString('hex');
  const typed = `/${TRIGGER} ${probeText(nonce)}`;
  const answer = await client.executeCommand(typed, { channel_id: channel, team_id: team });
  return isProof(answer.text ?? '', nonce, { realm, team }, signer)
    ? ok(NAME, `${name}: the server reaches the box, and /${TRIGGER} is answered`)
    : unproven(name, answer);
}

/** The server reached something. */
function unproven(team: string, answer: CommandResponse): Check {
  if (says(answer, 'commandUnknown')) {
    const remedy = `the token in MATTERMOST_COMMAND_TOKENS is of another command: ${SETUP}, then start the box again`;
    return failure(NAME, `${team}: the box does not know the token of /${TRIGGER}`, remedy);
  }
  const remedy =
    'another box answers, or this one runs with another BOX_SECRET or version: see where the command leads, and start the box again';
  return failure(NAME, `${team}: /${TRIGGER} is answered, but not by this box`, remedy);
}

/** Forms and buttons go to the address the box itself names. */
async function checkForms(
  { client, settings: { realm } }: Reached,
  { team, channel }: Place,
  callbackUrl: URL,
): Promise<Check> {
  const url = doorAddress(callbackUrl, realm, 'dialog');
  try {
    const place = { channel_id: channel, team_id: team, user_id: '' };
    const nobodys = { callback_id: '', state: '', submission: {}, cancelled: false };
    const answer = await client.submitInteractiveDialog({ url, ...place, ...nobodys });
    if (says(answer, 'formNotYours')) return ok(NAME, `${realm}: forms and buttons reach ${url}`);
    const remedy = 'set MATTERMOST_CALLBACK_URL, or PUBLIC_URL, to where the server reaches this box';
    return failure(NAME, `${realm}: at ${url} something else answers`, remedy);
  } catch (error) {
    return failure(NAME, `${realm}: forms and buttons do not reach ${url}: ${codeOf(error)}`, UNREACHED);
  }
}

/** Whether an answer holds one of the box's own sentences, however it is dressed. */
function says(answer: object, sentence: 'commandUnknown' | 'formNotYours'): boolean {
  const bare = (text: string) => text.replace(/[\\\u200B]/g, '');
  const said = bare(JSON.stringify(answer));
  return LANGS.some((lang) => said.includes(bare(adapterWords(lang)[sentence])));
}
