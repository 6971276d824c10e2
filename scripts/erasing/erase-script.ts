import type { Command } from 'commander';
import { personKey } from '../../src/chat/place.ts';
import { type Config, loadConfig, readPerson } from '../../src/config.ts';
import type { Erasable } from '../../src/members/erase-member.ts';
import type { PersonRef } from '../../src/members/member-store.ts';
import { keptSecret, Secrets } from '../../src/secrets.ts';
import { requireDatabase } from '../support/database-file.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { type Erasing, openForErasing } from './open-for-erasing.ts';
import { advice, planText } from './texts.ts';

const HELP = `
"/idee moi" shows a person their member number and their account. All accounts linked to one person are erased
together. The running box need not be stopped.

Exit codes: 0 erased; 1 not confirmed, or failed: nothing was erased; 2 wrong usage or configuration, no
database there, or no such person.

Examples:
  npm run -s erase -- --member 12
  npm run -s erase -- --person local:local:anais --yes --json`;

interface Options {
  member?: string;
  person?: string;
  json?: true;
  yes?: true;
}

/** Erases a person from the box: shows what will be done, asks, does it in one transaction. */
export async function erase(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = commandOf(around).parse(argv, { from: 'user' }).opts<Options>();
  const who = whoIn(options);
  const config = loadConfig(around.env);
  requireDatabase(config);
  const database = await openForErasing(config.databaseUrl);
  try {
    const found = await database.find(who);
    if (!found) throw new UsageError(`${described(options)}: nobody in this box, or erased before`);
    if (!options.json) around.out(planText(found));
    if (!options.yes && !(await confirmed(around))) return EXIT.failed;
    return await eraseNow(database, config, found, options, around);
  } finally {
    await database.close();
  }
}

function commandOf(around: Surroundings): Command {
  return commandLine('erase', around)
    .description('Erases a person from the box: their ideas stay unsigned, their votes stay counted.')
    .option('--member <number>', 'number of the member')
    .option('--person <account>', 'one of their accounts: platform:realm:user')
    .option('--yes', 'do not ask')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP);
}

function whoIn({ member, person }: Options): number | PersonRef {
  if ((member === undefined) === (person === undefined)) {
    throw new UsageError('whom? either --member NUMBER or --person PLATFORM:REALM:USER');
  }
  const who = person === undefined ? Number(member) : readPerson(person);
  if (who === null) throw new UsageError(`--person must be platform:realm:user, such as local:local:anais`);
  if (typeof who === 'number' && !(Number.isSafeInteger(who) && who > 0)) {
    throw new UsageError(`--member must be a number, such as 12: ${member}`);
  }
  return who;
}

const described = ({ member, person }: Options): string =>
  person ? `account ${person}` : `member ${member}`;

/** Without somebody at a terminal only --yes confirms. */
async function confirmed({ ask, err }: Surroundings): Promise<boolean> {
  if (!ask) throw new UsageError('nothing was erased: nobody to ask here, say --yes');
  const answer = (await ask('This cannot be undone. Type "yes" to erase: ')).trim().toLowerCase();
  if (answer === 'yes') return true;
  err('Nothing was erased.\n');
  return false;
}

async function eraseNow(
  database: Erasing,
  config: Config,
  { member }: Erasable,
  options: Options,
  around: Surroundings,
): Promise<number> {
  const secrets = new Secrets(config.secret ?? (await keptSecret(config.dataDir)), config.previousSecret);
  const erased = await database.erase(member, (person) => secrets.hashes('owner', personKey(person)));
  if (!erased) throw new UsageError(`${described(options)}: erased meanwhile`);
  const left = advice(erased, config.admins);
  around.out(
    options.json
      ? `${JSON.stringify({ erased: true, member, accounts: erased.accounts.length, ...erased.traces, advice: left })}\n`
      : ['Erased.', ...left.map((line) => `! ${line}`), ''].join('\n'),
  );
  return EXIT.done;
}
