import type { Command, Option } from 'commander';
import { fold } from '../../src/chat/grammar/fold.ts';
import { STATUSES, type Status } from '../../src/ideas/status.ts';
import { tidy } from '../../src/text.ts';
import type { Word } from '../../src/votes/vote.ts';
import { commandLine, type Surroundings, UsageError } from '../support/script.ts';
import { FIELDS, type Field, type Mapping, USUAL } from './fields.ts';
import { isPreset, PRESETS } from './presets.ts';

/** What was asked for, checked. */
export interface ImportOptions {
  files: readonly string[];
  /** Null: none was named, which only an export of a box can do without. */
  lab: string | null;
  createLab: string | null;
  /** Null: the lab's short name. */
  source: string | null;
  mapping: Mapping;
  totals: boolean;
  replay: boolean;
  dryRun: boolean;
  json: boolean;
  /** Names of the options that were typed, as `--lab`. */
  typed: readonly string[];
}

interface Typed {
  lab?: string;
  createLab?: string;
  source?: string;
  preset?: string;
  map?: string[];
  mapStatus?: string[];
  mapValue?: string[];
  totals?: boolean;
  replay?: true;
  dryRun?: true;
  json?: true;
}

const WORDS: readonly Word[] = ['for', 'against', 'none'];

const HELP = `
FILE is CSV (with commas, semicolons or tabs) or NDJSON, in UTF-8: ideas, votes, or both. Or it is an export of a
box ("npm run export"), which is brought back whole into an empty box: then --json is the only option.

Fields: ${FIELDS.join(', ')}.
Statuses: ${STATUSES.join(', ')}. Votes: ${WORDS.join(', ')}.

What is there already is left alone: the same command can be run again, also after it was cut short. Refused
lines are written to FILE.refused.csv. Nothing is posted to any chat.

Exit codes: 0 everything is in the box (or would be, with --dry-run), also when something was left out; 1 lines
were refused, or the import was cut short; 2 wrong usage or configuration, no such file or lab; 130 Ctrl-C, 143
SIGTERM: what was imported stays, and the same command goes on.

Examples:
  npm run -s import -- ideas.ndjson votes.csv --lab bretagne
  npm run -s import -- fider.csv --lab bretagne --preset fider --create-lab "Labo Bretagne"
  npm run -s import -- boite.csv --lab bretagne --map title=Intitulé --map-status "en cours=under-review"`;

/** Reads the command line. */
export function optionsOf(argv: readonly string[], around: Surroundings): ImportOptions {
  const command = commandOf(around).parse(argv, { from: 'user' });
  const typed = command.opts<Typed>();
  return {
    files: command.args,
    lab: typed.lab ?? null,
    createLab: typed.createLab ?? null,
    source: typed.source === undefined ? null : sourceIn(typed.source),
    mapping: mappingOf(typed),
    totals: typed.totals ?? typed.preset !== undefined,
    replay: typed.replay ?? false,
    dryRun: typed.dryRun ?? false,
    json: typed.json ?? false,
    typed: command.options.filter((one) => isTyped(command, one)).map(({ long }) => long ?? ''),
  };
}

/** By whoever ran the command, and not by default. */
const isTyped = (command: Command, option: Option): boolean =>
  command.getOptionValueSource(option.attributeName()) === 'cli';

function commandOf(around: Surroundings): Command {
  const more = (value: string, before: string[] = []) => [...before, value];
  return commandLine('import', around)
    .description(
      'Brings ideas and votes of another tool into a lab, or an export of a box into an empty one.',
    )
    .argument('<file...>', 'files to import, ideas before votes')
    .option('--lab <slug>', 'short name of the lab')
    .option('--create-lab <name>', 'make the lab when it is missing')
    .option(
      '--source <name>',
      "where the files' ids are from; ideas and votes of one source meet (default: the lab)",
    )
    .option('--preset <tool>', `an export of ${Object.keys(PRESETS).join(' or ')}`)
    .option('--map <field=column>', 'the column that holds a field; may be given again', more)
    .option('--map-status <foreign=status>', 'what a status of the other tool is here', more)
    .option('--map-value <foreign=value>', `what a vote of the other tool is here: ${WORDS.join(', ')}`, more)
    .option('--totals', 'bring votes known by their number alone (default with a preset)')
    .option('--no-totals', 'leave them out')
    .option('--replay', 'votes were gained in the weeks they were given in, for digests of the past')
    .option('--dry-run', 'try it on a copy of the database, and report')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP);
}

const SOURCE_MAX = 60;

function sourceIn(typed: string): string {
  const source = tidy(typed);
  if (source !== '' && source.length <= SOURCE_MAX) return source;
  throw new UsageError(`--source must be a name of 1 to ${SOURCE_MAX} signs`);
}

function mappingOf({ preset, map = [], mapStatus = [], mapValue = [] }: Typed): Mapping {
  const base = presetOf(preset);
  return {
    ...base,
    columns: { ...base.columns, ...Object.fromEntries(map.map(columnIn)) },
    statuses: { ...base.statuses, ...Object.fromEntries(mapStatus.map(statusIn)) },
    values: { ...base.values, ...Object.fromEntries(mapValue.map(valueIn)) },
  };
}

function presetOf(name: string | undefined): Mapping {
  if (name === undefined) return USUAL;
  if (isPreset(name)) return PRESETS[name];
  throw new UsageError(`--preset must be ${Object.keys(PRESETS).join(' or ')}: ${name}`);
}

function columnIn(typed: string): [Field, readonly string[]] {
  const [name, column] = halves(typed);
  const field = FIELDS.find((known) => known === name);
  if (field === undefined || column === undefined) {
    throw new UsageError(`--map must be FIELD=COLUMN, a field being one of ${FIELDS.join(', ')}: ${typed}`);
  }
  return [field, column === '' ? [] : [column]];
}

function statusIn(typed: string): [string, Status] {
  const [foreign, name] = halves(typed);
  const status = STATUSES.find((known) => known === name);
  if (foreign === undefined || foreign === '' || status === undefined) {
    throw new UsageError(
      `--map-status must be FOREIGN=STATUS, a status being one of ${STATUSES.join(', ')}: ${typed}`,
    );
  }
  return [fold(foreign), status];
}

function valueIn(typed: string): [string, Word] {
  const [foreign, name] = halves(typed);
  const value = WORDS.find((known) => known === name);
  if (foreign === undefined || foreign === '' || value === undefined) {
    throw new UsageError(
      `--map-value must be FOREIGN=VALUE, a value being one of ${WORDS.join(', ')}: ${typed}`,
    );
  }
  return [fold(foreign), value];
}

/** Before and after the last "=": a foreign name may contain one. */
function halves(typed: string): [string?, string?] {
  const at = typed.lastIndexOf('=');
  return at === -1 ? [] : [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
}
