import type { RequestListener } from 'node:http';
import type { Clock } from '../clock.ts';
import { type Lang, langOf } from '../i18n/lang.ts';
import { speak } from '../i18n/speak.ts';
import type { ProcessLogger } from '../log.ts';
import type { Secrets } from '../secrets.ts';
import type { AdapterContext, AdapterWords, Notice } from './adapter.ts';
import type { Arrival } from './arrival.ts';
import { COMMANDS } from './commands/index.ts';
import { helpOfAll } from './grammar/help.ts';
import type { Signer } from './kit/signer.ts';
import { personKey } from './place.ts';

/** The rows of one adapter's memory. Each `set` is committed when it resolves. */
export interface KeptMemory {
  get(key: string): Promise<string | null>;
  /** `owner`: the keyed hash of whom the row concerns. */
  set(key: string, value: string | null, owner?: string): Promise<void>;
}

/** What the box lends every adapter alike. */
export interface Lent {
  mount(prefix: string, listener: RequestListener): void;
  memory(adapter: string): KeptMemory;
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
    memory: sealedMemory(name, lent),
    ...signerOf(name, secrets),
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

/** What signs for one adapter, with keys of its own. */
export function signerOf(name: string, secrets: Pick<Secrets, 'sign' | 'verify'>): Signer {
  return {
    sign: (purpose, text) => secrets.sign(`adapter:${name}:${purpose}`, text),
    verify: (purpose, text, tag) => secrets.verify(`adapter:${name}:${purpose}`, text, tag),
  };
}

/**
 * The adapter's memory, encrypted at rest: tokens and the ids of conversations with one person rest there, and keys
 * name that person, so they are hashed. What no secret of ours finds or opens (another BOX_SECRET, a damaged row) is
 * as good as forgotten; what the one of before kept is replaced by the next `set`.
 */
function sealedMemory(adapter: string, { memory, secrets, log }: Lent): AdapterContext['memory'] {
  const kept = memory(adapter);
  return {
    async get(key) {
      for (const hash of secrets.hashes('memory-key', key)) {
        const sealed = await kept.get(hash);
        if (sealed === null) continue;
        const value = secrets.open('memory', sealed);
        if (value === null)
          log.warn({ adapter }, 'a memory of this adapter cannot be opened: it is asked anew');
        return value;
      }
      return null;
    },
    async set(key, value, about) {
      const [now, before] = secrets.hashes('memory-key', key);
      const owner = about ? secrets.hash('owner', personKey(about)) : undefined;
      await kept.set(now, value === null ? null : secrets.seal('memory', value), owner);
      if (before !== undefined) await kept.set(before, null);
    },
  };
}

/** What adapters say by themselves, in the language of this locale; in French without one. */
export function adapterWords(locale?: string): AdapterWords {
  return WORDS[langOf(locale) ?? 'fr'];
}

/** Of each language once: adapters ask for all of them at each request. */
const WORDS: Readonly<Record<Lang, AdapterWords>> = { fr: wordsIn('fr'), en: wordsIn('en') };

function wordsIn(language: Lang): AdapterWords {
  const { t, lang } = speak(language);
  return {
    lang,
    stillRecording: t('adapter.stillRecording'),
    tryAgain: t('adapter.tryAgain'),
    loading: t('adapter.loading'),
    done: t('adapter.done'),
    answerComesDirectly: t('adapter.answerComesDirectly'),
    buttonExpired: t('adapter.buttonExpired'),
    buttonUnknown: t('adapter.buttonUnknown'),
    formNotYours: t('adapter.formNotYours'),
    sendAgain: t('adapter.sendAgain'),
    tooLong: t('adapter.tooLong'),
    formNotOpened: t('adapter.formNotOpened'),
    openForm: t('adapter.openForm'),
    typeCommand: t('adapter.typeCommand'),
    commandUnknown: t('adapter.commandUnknown'),
    workspaceUnknown: t('adapter.workspaceUnknown'),
    box: t('adapter.box'),
    close: t('adapter.close'),
    cancel: t('adapter.cancel'),
    yes: t('adapter.yes'),
  };
}
