import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { Message } from '../../../src/chat/message.ts';
import type { Clause } from '../clause.ts';
import type { Shown } from '../harness.ts';
import { hostileMessage, hostileText } from '../hostile.ts';
import { ideaForm, note, state } from '../samples.ts';
import { must, present, type Stage } from '../stage.ts';
import { until } from '../wait.ts';

/** What people write without meaning harm, and must read again as they wrote it. */
const HONEST = [
  'Prêter « les outils » & <machines> *après* 18 h',
  'a_b_c, ~10 % & 3 > 2, [voir] (ici) `ls -l` #5 | x \\ y',
  "écrire à l'équipe @bretagne 👍🏽 : 1. d'abord",
];

/** Invisible characters may stand between, and blanks may be other blanks: neither changes the reading. */
function asRead(text: string): string {
  return text.replace(/[\u200b\u2060\ufeff]/g, '').replace(/\s+/g, ' ');
}

/** Hostile message after hostile message, each judged as it is shown. */
async function harmless(stage: Stage, runs: number, show: (message: Message) => Promise<Shown>) {
  const property = fc.asyncProperty(hostileText, async (text) => {
    const message = hostileMessage(text);
    expect(stage.h.dangers(await show(message), message)).toEqual([]);
  });
  await fc.assert(property, { numRuns: runs });
}

export const escaping: Clause[] = [
  {
    id: 'harmless',
    title: 'no text of a user pings, links or breaks the layout of a message',
    async run(stage) {
      const runs = stage.h.hostileRuns ?? 60;
      await harmless(stage, runs, async (message) => stage.shown(await stage.send(message)));
    },
  },
  {
    id: 'harmless-answer',
    title: 'no text of a user does so in an answer',
    async run(stage) {
      let newest: Shown | undefined;
      await harmless(stage, Math.ceil((stage.h.hostileRuns ?? 60) / 4), async (message) => {
        const before = (await stage.seenBy(stage.asker)).length;
        stage.box.answer({ kind: 'private', message });
        await stage.type('voir 2256');
        const more = async () => (await stage.seenBy(stage.asker)).slice(before);
        await until(async () => (await more()).length > 0, 'the answer is shown', stage.patience);
        [newest] = await more();
        return present(newest, 'the answer');
      });
    },
  },
  {
    id: 'harmless-update',
    title: 'no text of a user does so in an updated message',
    needs: ['update'],
    async run(stage) {
      const posted = await stage.send(note('Une carte'));
      await harmless(stage, Math.ceil((stage.h.hostileRuns ?? 60) / 4), async (message) => {
        await stage.bounded(must(stage.h.adapter, 'update')(posted, message), 'updating');
        await stage.h.settle();
        return stage.shown(posted);
      });
    },
  },
  {
    id: 'harmless-form',
    title: 'no text of a user does so around the fields of a form',
    needs: ['forms'],
    async run(stage) {
      const property = fc.asyncProperty(hostileText, async (text) => {
        const form = ideaForm(state(stage.home), { intro: [text, { kind: 'strong', text }] });
        const shown = await stage.open(form);
        await stage.h.settle();
        expect(must(stage.h, 'formDangers')(shown, form)).toEqual([]);
        stage.box.answer({ kind: 'nothing' });
        await stage.submit(await stage.form(form.title), { title: 'Un annuaire' });
        await stage.formClosed();
      });
      await fc.assert(property, { numRuns: Math.ceil((stage.h.hostileRuns ?? 60) / 4) });
    },
  },
  {
    id: 'readable',
    title: 'what a user wrote reads as it was written',
    async run(stage) {
      for (const text of HONEST) {
        const message: Message = {
          ...note(text),
          blocks: [
            { kind: 'heading', text: [{ kind: 'strong', text }] },
            { kind: 'text', text: [text] },
            { kind: 'context', text: [text] },
          ],
        };
        const shown = asRead((await stage.shown(await stage.send(message))).text);
        expect(shown.split(asRead(text))).toHaveLength(4);
      }
    },
  },
];
