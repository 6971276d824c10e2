import type { RequestListener } from 'node:http';
import type { Clock } from '../clock.ts';
import { langOf } from '../i18n/lang.ts';
import { speak } from '../i18n/speak.ts';
import type { ProcessLogger } from '../log.ts';
import type { Secrets } from '../secrets.ts';
import type { AdapterContext, AdapterWords, Notice } from './adapter.ts';
import type { Arrival } from './arrival.ts';
import { COMMANDS } from './commands/index.ts';
import { helpOfAll } from './grammar/help.ts';

/** What the box lends every adapter alike. */
export interface Lent {
  mount(prefix: string, listener: RequestListener): void;
  memory(adapter: string): AdapterContext['memory'];
  secrets: Secrets;
  opensForm(arrival: Arrival): boolean;
  report(platform: string, notice: Notice): void;
  clock: Clock;
  log: ProcessLogger;
  publicUrl: URL | null;
  dataDir: string;
}

/** The context of one adapter: its own keys, its own memory, its own line in the log. */
export function contextOf(name: string, lent: Lent): AdapterContext {
  const { secrets, clock, publicUrl, dataDir } = lent;
  return {
    http: { mount: lent.mount },
    memory: lent.memory(name),
    sign: (purpose, text) => secrets.sign(`adapter:${name}:${purpose}`, text),
    verify: (purpose, text, tag) => secrets.verify(`adapter:${name}:${purpose}`, text, tag),
    opensForm: lent.opensForm,
    words: adapterWords,
    grammar: helpOfAll(COMMANDS),
    report: (notice) => lent.report(name, notice),
    clock,
    log: lent.log.child({ adapter: name }),
    publicUrl,
    dataDir,
  };
}

function adapterWords(locale?: string): AdapterWords {
  const { t } = speak(langOf(locale) ?? 'fr');
  return {
    stillRecording: t('adapter.stillRecording'),
    tryAgain: t('adapter.tryAgain'),
    loading: t('adapter.loading'),
  };
}
