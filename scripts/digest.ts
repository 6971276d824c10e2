import { Command, CommanderError } from 'commander';
import { renderMessage } from '../adapters/terminal/render.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { digestMessage, publishedMessage } from '../src/chat/messages/digest.ts';
import { systemClock } from '../src/clock.ts';
import { loadConfig } from '../src/config.ts';
import { type Prepared, prepareLastWeek, prepareWeek } from '../src/digest/prepare-digest.ts';
import { type Published, publishDigest } from '../src/digest/publish-digest.ts';
import { viewOf } from '../src/digest/read-digest.ts';
import { environment } from '../src/env-file.ts';
import { speak } from '../src/i18n/speak.ts';
import type { Lab, LabChannel } from '../src/labs/lab.ts';

/** How the script ends; cron jobs and shells read it. */
const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3 } as const;

const HELP = `
Publishes a closed week in every channel of the lab that works, once each. The script only writes to the
outbox: the running box sends. The database is the one of DATABASE_URL.

Exit codes: 0 published (or shown, with --dry-run); 1 failure; 2 wrong usage, unknown lab, no such week or a
week that has not ended; 3 nothing to publish, no channel, or published before.

Examples:
  npm run -s digest -- --lab bretagne
  npm run -s digest -- --lab bretagne --week 2026-W47 --dry-run`;

interface Options {
  lab: string;
  week?: string;
  dryRun?: true;
  json?: true;
}

/** A mistake of who types, told on one line. */
class UsageError extends Error {}

/** What the script says in the end. */
interface Outcome {
  code: number;
  text: string;
  json: object;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = parse(argv);
  const config = loadConfig(environment());
  const database = await openDatabase(config.databaseUrl, { clock: systemClock });
  try {
    const { code, text, json } = await digest(database, options);
    process.stdout.write(options.json ? `${JSON.stringify(json)}\n` : text);
    return code;
  } finally {
    await database.close();
  }
}

function parse(argv: readonly string[]): Options {
  return new Command('digest')
    .description("Publishes a lab's digest of the week.")
    .requiredOption('--lab <slug>', 'short name of the lab')
    .option('--week <week>', 'a closed ISO week such as 2026-W47; default: the last closed one')
    .option('--dry-run', 'show the digest, write nothing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

async function digest({ reads, unitOfWork }: OpenDatabase, options: Options): Promise<Outcome> {
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
  const means = { commandWord: '/idee', reactions: true, buttons: true };
  const lines = places.map(({ channel, outcome, at }) => `${outcome}: ${name(channel)}${when(at)}\n`);
  return {
    code: view && places.some(({ at }) => at === undefined) ? EXIT.done : EXIT.nothing,
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
    code: fresh ? EXIT.done : EXIT.nothing,
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

try {
  process.exitCode = await main(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has told it already; asking for help is no mistake.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else {
    const mistaken = error instanceof UsageError;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = mistaken ? EXIT.usage : EXIT.failed;
  }
}
