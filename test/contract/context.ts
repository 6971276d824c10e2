import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AdapterContext, AdapterWords, Notice } from '../../src/chat/adapter.ts';
import type { Arrival } from '../../src/chat/arrival.ts';
import { ManualClock } from '../manual-clock.ts';

/** Texts of the adapter's own, unlike anything a clause says, so that seeing one proves who said it. */
export const TEST_WORDS: AdapterWords = {
  stillRecording: "C'est en cours, la suite arrive ici.",
  tryAgain: "Cela n'a pas marché, merci de réessayer.",
  loading: 'Un instant, le formulaire se prépare.',
  lang: 'fr',
  done: 'Voilà, cette fenêtre peut être fermée.',
  answerComesDirectly: 'La réponse vient en message direct.',
  buttonExpired: 'Ce bouton a fait son temps.',
  buttonUnknown: 'Ce bouton ne dit plus rien.',
  formNotYours: "Ce formulaire est celui d'une autre personne.",
  sendAgain: "C'est prêt, envoyez encore une fois.",
  tooLong: 'Trop long pour ce champ, en voici le texte :',
  formNotOpened: 'Le formulaire est resté fermé.',
  openForm: 'Ouvrez-le',
  typeCommand: 'Tapez /idee suivi de votre idée.',
  commandUnknown: 'Commande inconnue dans cette équipe.',
  workspaceUnknown: 'Espace de travail inconnu de la boîte.',
  box: 'La boîte',
  close: 'Fermer la vue',
  cancel: 'Renoncer',
  yes: 'Oui, cocher',
};

const ENGLISH: AdapterWords = { ...TEST_WORDS, lang: 'en', typeCommand: 'Type /idee and your idea.' };

/**
 * What the box would say of an arrival without asking its database. In the suite, only a command whose text
 * begins with "idée" and a press of the action `open` are answered by a form.
 */
function opensFormInTests(arrival: Arrival): boolean {
  if (arrival.kind === 'press') return arrival.action === 'open';
  if (arrival.kind !== 'command') return false;
  const first = arrival.text[0];
  return typeof first === 'string' && first.startsWith('idée');
}

/** An AdapterContext with everything a harness wants to look at or to turn. */
export interface TestContext extends AdapterContext {
  clock: ManualClock;
  readonly notices: readonly Notice[];
  /** Where the box's one HTTP server listens: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/**
 * Builds the context: a real node:http server on loopback with mounts (longest prefix first), memory in a
 * map, a fresh HMAC key, a manual clock, a silent logger and an own empty folder.
 */
export async function makeContext(): Promise<TestContext> {
  const mounts: { prefix: string; listener: RequestListener }[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://box').pathname;
    const mount = mounts.find(({ prefix }) => path === prefix || path.startsWith(withSlash(prefix)));
    if (mount) mount.listener(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const dataDir = await mkdtemp(join(tmpdir(), 'box-contract-'));
  const memory = new Map<string, string>();
  const key = randomBytes(32);
  const notices: Notice[] = [];
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, text]))
      .digest('base64url');

  return {
    http: {
      mount(prefix, listener) {
        // An adapter that is started again takes the place of the one before.
        const before = mounts.findIndex((mount) => mount.prefix === prefix);
        mounts.splice(before < 0 ? mounts.length : before, 1, { prefix, listener });
        mounts.sort((a, b) => b.prefix.length - a.prefix.length);
      },
    },
    memory: {
      get: async (name) => memory.get(name) ?? null,
      set: async (name, value) => void (value === null ? memory.delete(name) : memory.set(name, value)),
    },
    sign,
    verify(purpose, text, tag) {
      const [given, right] = [Buffer.from(tag), Buffer.from(sign(purpose, text))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
    opensForm: opensFormInTests,
    words: (locale) => (locale?.startsWith('en') ? ENGLISH : TEST_WORDS),
    grammar: [],
    report: (notice) => void notices.push(notice),
    clock: new ManualClock(),
    log: pino({ level: 'silent' }),
    publicUrl: new URL(baseUrl),
    dataDir,
    notices,
    baseUrl,
    async close() {
      await closeServer(server);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function withSlash(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
