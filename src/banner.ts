import type { RunningBox } from './bootstrap.ts';
import type { Config } from './config.ts';

/** What the operator reads at start: what runs, where to click, what is not configured. */
export function banner({ config, url, seeded }: Pick<RunningBox, 'config' | 'url' | 'seeded'>): string {
  const page = config.adapters.includes('local')
    ? [`  Open       ${config.publicUrl?.href ?? `${url}/local/`}`]
    : [];
  return [
    '',
    'The idea box runs.',
    ...page,
    `  Chats      ${config.adapters.join(', ')}`,
    `  Database   ${config.databaseUrl}${demoNote(config, seeded)}`,
    `  Health     ${url}/readyz`,
    ...missing(config).map((line) => `  Note       ${line}`),
    '  Stop with Ctrl-C.',
    '',
    '',
  ].join('\n');
}

function demoNote({ demo }: Config, seeded: boolean): string {
  if (!demo) return '';
  return seeded
    ? ' (the demo, filled just now; DEMO=0 for an empty box)'
    : ' (the demo; DEMO=0 for your own box)';
}

/** What works without, and what it would add. */
function missing(config: Config): string[] {
  const notes: string[] = [];
  if (config.secret === null)
    notes.push(`BOX_SECRET is not set: one is kept in ${config.dataDir}/box.secret`);
  if (config.publicUrl === null) notes.push('PUBLIC_URL is not set: links lead to this machine only');
  if (config.admins.length === 0)
    notes.push('ADMINS is empty: nobody can create a lab (/idee moi shows how one is named)');
  return notes;
}
