import { dirname, join, resolve } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { DECISION_MARKS } from './decisions/decision-marks.ts';
import type { PersonRef } from './members/member-store.ts';
import { CARD_VOTES, KEYCAPS } from './votes/record-mark.ts';

/** Adapters that need no account anywhere: with one of them alone, the demo and a made-up secret are allowed. */
const ACCOUNTLESS = ['local', 'terminal'];

const HOUR_MS = 60 * 60 * 1000;

/** The box's own settings; an adapter declares its own. */
export interface Config {
  port: number;
  host: string;
  publicUrl: URL | null;
  /** The database in use, its path absolute: the demo's when the demo is on. */
  databaseUrl: string;
  /** Folder of everything the box keeps. */
  dataDir: string;
  adapters: readonly string[];
  /** Null: make or read `box.secret` in the data folder (only with accountless adapters). */
  secret: string | null;
  previousSecret: string | null;
  admins: readonly PersonRef[];
  logLevel: string;
  zone: string;
  digestCatchUpMs: number;
  /** The reaction that asks to make an idea of a message, as arrivals bring it; null: none does. */
  proposeEmoji: string | null;
  demo: boolean;
}

/** One thing wrong in the environment, with a value that would be right (null where `says` holds one). */
export interface Problem {
  variable: string;
  says: string;
  example: string | null;
}

/** All that is wrong in the environment, told together. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(told).join('\n'));
    this.problems = problems;
  }
}

function told({ variable, says, example }: Problem): string {
  const line = says.startsWith(variable) ? says : `${variable}: ${says}`;
  return example === null ? line : `${line}\n    for example: ${variable}=${example}`;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  PORT: '3000',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://idees.example.fr',
  DATABASE_URL: 'sqlite:data/idees.db',
  CHAT_ADAPTERS: 'local',
  ADMINS: 'slack:T0AB:U123,mattermost:chat.example.fr:userid',
  LOG_LEVEL: 'info',
  TZ_DEFAULT: 'Europe/Paris',
  DIGEST_CATCH_UP: '72h',
  PROPOSE_EMOJI: '💡',
  DEMO: '0',
};

/** `T` out of a typed text, or a problem. */
const parsed = <T>(read: (text: string) => T | null, says: string) =>
  z.string().transform((text, ctx): T => {
    const value = read(text.trim());
    if (value !== null) return value;
    ctx.addIssue({ code: 'custom', message: says });
    return z.NEVER;
  });

const environment = z.object({
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: parsed(readUrl, 'must be an http or https address').optional(),
  DATABASE_URL: parsed(readSqlite, 'must be a SQLite file (PostgreSQL is not supported yet)').default(
    'data/idees.db',
  ),
  CHAT_ADAPTERS: parsed(readNames, 'must be names of adapters, separated by commas').default(['local']),
  BOX_SECRET: z.string().optional(),
  BOX_SECRET_PREVIOUS: z.string().optional(),
  ADMINS: parsed(readPersons, 'must be platform:realm:user, separated by commas').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a level of the log')
    .default('info'),
  TZ_DEFAULT: z.string().refine(IANAZone.isValidZone, 'must be a time zone').default('Europe/Paris'),
  DIGEST_CATCH_UP: parsed(readDuration, 'must be a number of hours (h) or days (d)').default(72 * HOUR_MS),
  PROPOSE_EMOJI: parsed(
    readProposeEmoji,
    'must be one emoji that says nothing else to the box, :its_name: where Unicode has none, or off',
  ).default({ emoji: '💡' }),
  DEMO: parsed(readSwitch, 'must be 1 or 0').optional(),
});

/**
 * The settings, or a ConfigError that names every wrong variable. Empty variables count as absent, so that a
 * copied .env.example works as it is.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = environment.safeParse(given);
  const adapters = readNames(given.CHAT_ADAPTERS ?? 'local');
  const accountless = adapters?.every((name) => ACCOUNTLESS.includes(name)) ?? true;
  const problems = [
    ...(result.success ? [] : problemsOf(result.error, EXAMPLES)),
    ...secretProblems(given.BOX_SECRET, accountless),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  const read = result.data;

  const databaseFile = resolve(read.DATABASE_URL);
  const dataDir = dirname(databaseFile);
  const demo = read.CHAT_ADAPTERS.length === 1 && accountless && (read.DEMO ?? true);
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL ?? null,
    databaseUrl: `sqlite:${demo ? join(dataDir, 'demo.db') : databaseFile}`,
    dataDir,
    adapters: read.CHAT_ADAPTERS,
    secret: read.BOX_SECRET ?? null,
    previousSecret: read.BOX_SECRET_PREVIOUS ?? null,
    admins: read.ADMINS ?? (read.CHAT_ADAPTERS.includes('local') ? [LOCAL_ADMIN] : []),
    logLevel: read.LOG_LEVEL,
    zone: read.TZ_DEFAULT,
    digestCatchUpMs: read.DIGEST_CATCH_UP,
    proposeEmoji: read.PROPOSE_EMOJI.emoji,
    demo,
  };
}

/** Names in CHAT_ADAPTERS, whatever else is wrong; none when they cannot be read. */
export function adapterNames(env: NodeJS.ProcessEnv): readonly string[] {
  return readNames(env.CHAT_ADAPTERS || 'local') ?? [];
}

/** The local chat's administrator, where nobody else is named. */
const LOCAL_ADMIN: PersonRef = { platform: 'local', realm: 'local', user: 'camille' };

/** What zod found wrong, with an example of each variable. An adapter's schema is reported through it too. */
export function problemsOf(error: z.ZodError, examples: Readonly<Record<string, string>> = {}): Problem[] {
  return error.issues.map((issue) => {
    const variable = String(issue.path[0] ?? 'environment');
    return { variable, says: issue.message, example: examples[variable] ?? null };
  });
}

/** Shortest secret taken: 32 characters, as the suggested one has 43. */
const SECRET_MIN = 32;

function secretProblems(secret: string | undefined, accountless: boolean): Problem[] {
  const example = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const says = `must be a secret of at least ${SECRET_MIN} characters, kept for ever; here is a fresh one`;
  const short = secret !== undefined && secret.length < SECRET_MIN;
  const absent = secret === undefined && !accountless;
  return short || absent ? [{ variable: 'BOX_SECRET', says, example }] : [];
}

function readUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function readSqlite(text: string): string | null {
  const file = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  return file && !file.startsWith(':') ? file : null;
}

function readNames(text: string): string[] | null {
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => /^[@a-z0-9][@a-z0-9/._-]*$/.test(name)) ? [...new Set(names)] : null;
}

/** The user part may itself contain colons (Matrix: `@anais:example.fr`). */
export function readPerson(text: string): PersonRef | null {
  const [platform, realm, ...user] = text.trim().split(':');
  return platform && realm && user.join(':') ? { platform, realm, user: user.join(':') } : null;
}

function readPersons(text: string): PersonRef[] | null {
  const persons = text.split(',').map(readPerson);
  return persons.includes(null) ? null : (persons as PersonRef[]);
}

function readDuration(text: string): number | null {
  const [, count, unit] = /^(\d{1,4})\s*(h|d)$/.exec(text) ?? [];
  return count ? Number(count) * (unit === 'd' ? 24 : 1) * HOUR_MS : null;
}

/** Those that vote or decide under a card would be pressed by mistake. */
const TAKEN = new Set<string>([...Object.keys(CARD_VOTES), ...KEYCAPS, ...Object.keys(DECISION_MARKS)]);

/** Without skin tone and U+FE0F, as arrivals bring it. */
function readProposeEmoji(text: string): { emoji: string | null } | null {
  if (text === 'off') return { emoji: null };
  const emoji = text.replace(/\uFE0F|[\u{1F3FB}-\u{1F3FF}]/gu, '');
  const named = /^:[^\s:]+:$/.test(emoji);
  const [first, ...others] = new Intl.Segmenter().segment(emoji);
  const drawn = first !== undefined && others.length === 0 && /\p{Extended_Pictographic}|\p{RI}/u.test(emoji);
  return (named || drawn) && !TAKEN.has(emoji) ? { emoji } : null;
}

function readSwitch(text: string): boolean | null {
  if (/^(1|true|on|yes)$/i.test(text)) return true;
  return /^(0|false|off|no)$/i.test(text) ? false : null;
}
