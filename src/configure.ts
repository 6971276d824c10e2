import type { AdapterModule } from './chat/adapter.ts';
import { adapterNames, type Config, ConfigError, loadConfig, type Problem, problemsOf } from './config.ts';

/** Adapters that come with the box, loaded only when configured. */
const OURS: Readonly<Record<string, () => Promise<{ default: AdapterModule }>>> = {
  local: () => import('../adapters/local/index.ts'),
  terminal: () => import('../adapters/terminal/index.ts'),
  slack: () => import('../adapters/slack/index.ts'),
  mattermost: () => import('../adapters/mattermost/index.ts'),
};

/** An adapter that is configured. */
interface Loaded {
  module: AdapterModule;
  /** Its own environment, validated. */
  own: unknown;
}

/**
 * The box's settings and its adapters with theirs; rejects with ConfigError, every problem together. Opens
 * nothing: `doctor` asks it too.
 */
export async function configure(env: NodeJS.ProcessEnv): Promise<{ config: Config; modules: Loaded[] }> {
  const problems: Problem[] = [];
  const modules: Loaded[] = [];
  const config = configOf(env, problems);
  for (const name of adapterNames(env)) {
    const module = await moduleNamed(name);
    const own = module?.env.safeParse(env);
    if (module && own?.success) modules.push({ module, own: own.data });
    else if (own?.error) problems.push(...problemsOf(own.error));
    else
      problems.push({ variable: 'CHAT_ADAPTERS', says: `there is no adapter "${name}"`, example: 'local' });
  }
  if (!config || problems.length > 0) throw new ConfigError(problems);
  return { config, modules };
}

function configOf(env: NodeJS.ProcessEnv, problems: Problem[]): Config | null {
  try {
    return loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

/** One of ours, else a package that exports the module; null when there is neither. */
async function moduleNamed(name: string): Promise<AdapterModule | null> {
  if (Object.hasOwn(OURS, name)) return (await OURS[name]?.())?.default ?? null;
  try {
    return ((await import(name)) as { default?: AdapterModule }).default ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return null;
  }
}
