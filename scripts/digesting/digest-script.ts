import type { Command } from 'commander';
import { renderMessage } from '../../adapters/terminal/render.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { digestMessage, publishedMessage } from '../../src/chat/messages/digest.ts';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { type Prepared, prepareLastWeek, prepareWeek } from '../../src/digest/prepare-digest.ts';
import { type Published, publishDigest } from '../../src/digest/publish-digest.ts';
import { viewOf } from '../../src/digest/read-digest.ts';
import { speak } from '../../src/i18n/speak.ts';
import type { Lab, LabChannel } from '../../src/labs/lab.ts';
import { requireDatabase } from '../support/database-file.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';

/** A way to end of this script alone: all went well, and nothing was to be published. */
const NOTHING = 3;

const HELP = `
Publishes a closed week in every channel of the lab that works, once each. The script only writes to the
outbox: the running box sends. The database is the one of DATABASE_URL.

Exit codes: 0 published (or shown, with --dry-run); 1 failure; 2 wrong usage or configuration, no database
there, unknown lab, no such week or a week that has not ended; 3 nothing to publish, no channel, or published before.

Examples:
  npm run -s digest -- --lab bretagne
  npm run -s digest -- --lab bretagne --week 2026-W47 --dry-run`;

interface Options {
  lab: string;
  week?: string;
  dryRun?: true;
  json?: true;
}

/** What the script says in the end. */
interface Outcome {
  code: number;
  text: string;
  json: object;
}

/** Publishes a lab's closed week, or shows what would be published. */
export async function digest(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = commandOf(around).parse(argv, { from: 'user' }).opts<Options>();
  const config = loadConfig(around.env);
  requireDatabase(config);
  const database = await openDatabase(config.databaseUrl, { clock: systemClock });
  try {
    const { code, text, json } = await publish(database, options);
    around.out(options.json ? `${JSON.stringify(json)}\n` : text);
    return code;
  } finally {
    await database.close();
  }
}

function commandOf(around: Surroundings): Command {
  return commandLine('digest', around)
    .description("Publishes a lab's digest of the week.")
    .requiredOption('--lab <slug>', 'short name of the lab')
    .option('--week <week>', 'a closed ISO week such as 2026-W47; default: the last closed one')
    .option('--dry-run', 'show the digest, write nothing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP);
}

async function publish({ reads, unitOfWork }: OpenDatabase, options: Options): Promise<Outcome> {
  const now = systemClock.now();
  const lab = await reads.labs.bySlug(options.lab);
  if (!lab) throw new UsageError(`unknown lab: ${options.lab}`);
  const prepared =
    options.week === undefined
      ? await prepareLastWeek(reads.digests, lab, now)
      : await prepareWeek(reads.digests, lab, options.week, now);
  if ('fault' in prepared) {
    throw new UsageError(
      prepared.fault === 'unclosed'
        ? `week ${options.week} has not ended in lab ${lab.slug}`
        : `not a week: ${options.week} (such as 2026-W47)`,
    );
  }
  const channels = (await reads.labs.channels(lab.id)).filter(({ lostAt }) => lostAt === null);
  if (options.dryRun) return shown(reads, lab, prepared, channels);
  const published = await unitOfWork.run((tx) => publishDigest(tx, prepared, { lab, channels }, now));
  return told(lab, published, now);
}

/** The digest as text, and where it would be published. */
async function shown(
  reads: OpenDatabase['reads'],
  lab: Lab,
  { week }: Prepared,
  channels: readonly LabChannel[],
): Promise<Outcome> {
  const claims = await reads.digests.claims(lab.id, week.start);
  const places = channels.map((channel) => {
    const at = claims.find((claim) => claim.channel === channel.id)?.at;
    return at === undefined ? { channel, outcome: 'would publish' } : { channel, outcome: 'already', at };
  });
  const view = week.entries.length > 0 ? await viewOf(reads, week) : null;
  const means = { commandWord: '/idee', reactions: true, buttons: true, threads: false };
  const lines = places.map(({ channel, outcome, at }) => `${outcome}: ${name(channel)}${when(at)}\n`);
  return {
    code: view && places.some(({ at }) => at === undefined) ? EXIT.done : NOTHING,
    text: view
      ? renderMessage(digestMessage(speak(lab.language), view, means)) + lines.join('')
      : `nothing to say: ${week.week}\n`,
    json: { ...facts(lab, week), silent: !view, channels: places.map(place) },
  };
}

/** What was done. */
function told(lab: Lab, published: Published, now: number): Outcome {
  const speaking = speak(lab.language);
  const fresh = published.channels.some(({ outcome }) => outcome === 'published');
  return {
    code: fresh ? EXIT.done : NOTHING,
    text: renderMessage(publishedMessage(speaking, published, { lab, commandWord: '/idee', now })),
    json: {
      ...facts(lab, published.digest),
      silent: published.silent,
      channels: published.channels.map(place),
    },
  };
}

/** Numbers and ids; instants as ISO texts, in UTC. */
function facts(lab: Lab, { week, start, end, figures, entries }: Prepared['week']): object {
  return { lab: lab.slug, week, start: iso(start), end: iso(end), figures, entries };
}

function place({ channel, outcome, at }: { channel: LabChannel; outcome: string; at?: number }): object {
  return { channel: name(channel), outcome, ...(at !== undefined && { at: iso(at) }) };
}

/** Ids only: names of private channels stay out of logs. */
const name = ({ platform, realm, channel }: LabChannel): string => `${platform}:${realm}:${channel}`;
const iso = (at: number): string => new Date(at).toISOString();
const when = (at: number | undefined): string => (at === undefined ? '' : ` at ${iso(at)}`);
