import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { IANAZone } from 'luxon';
import { loadConfig } from '../../src/config.ts';
import { commandLine, type Surroundings, UsageError } from '../support/script.ts';

/** What was asked for, checked. */
export interface ReplayOptions {
  files: readonly string[];
  /** IANA zone of the lab, and of dates that say none. */
  zone: string;
  /** Where the database is kept; nothing is there yet. Null: it is not kept. */
  database: string | null;
  json: boolean;
}

const HELP = `
IDEAS and VOTES are CSV or NDJSON files as "npm run import" reads them. Whoever voted is said by VOTES alone: filing
an idea gives no vote here. Nothing is sent to any chat, and the box's own database is not touched.

Exit codes: 0 all was played, also when something was left out; 1 lines were refused, or a failure; 2 wrong usage or
configuration, no such file, nothing dated in it.

Examples:
  npm run -s replay -- ideas.ndjson votes.csv
  npm run -s replay -- ideas.csv votes.csv --zone Indian/Reunion --json
  npm run -s replay -- ideas.csv votes.csv --database data/replay.db`;

/** Reads the command line. */
export function optionsOf(argv: readonly string[], around: Surroundings): ReplayOptions {
  const command = commandOf(around).parse(argv, { from: 'user' });
  const { zone, database = null, json } = command.opts<{ zone?: string; database?: string; json?: true }>();
  if (zone !== undefined && !IANAZone.isValidZone(zone)) {
    throw new UsageError(`--zone must be a time zone such as Europe/Paris: ${zone}`);
  }
  if (database !== null && existsSync(database)) {
    throw new UsageError(`${database} is there already: --database makes a new file`);
  }
  return {
    files: command.args,
    zone: zone ?? loadConfig(around.env).zone,
    database,
    json: json ?? false,
  };
}

function commandOf(around: Surroundings): Command {
  return commandLine('replay', around)
    .description('Plays a dated history through the box, and prints the digest of each week.')
    .argument('<ideas>', 'file of ideas')
    .argument('[votes]', 'file of votes; not needed when they are among the ideas')
    .option('--zone <zone>', "the lab's time zone (default: TZ_DEFAULT, else Europe/Paris)")
    .option('--database <path>', 'keep the database there, to look at it')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP);
}
