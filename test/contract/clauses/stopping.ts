import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { card, privately } from '../samples.ts';
import { Stage } from '../stage.ts';
import { settled, until } from '../wait.ts';

/** What keeps this process alive now, by kind. */
function handles(): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

/** Waits until nothing is open that was not before; names what is. */
async function closed(before: Record<string, number>, patienceMs: number): Promise<void> {
  const left = () => Object.entries(handles()).filter(([kind, count]) => count > (before[kind] ?? 0));
  await until(() => left().length === 0, 'every handle is closed', patienceMs).catch(() => {});
  expect(left()).toEqual([]);
}

export const stopping: Clause[] = [
  {
    id: 'stop-quiet',
    title: 'after stop() nothing arrives any more',
    async run(stage) {
      const { h, box } = stage;
      await stage.type('top');
      await stage.arrival('command');
      const posted = h.react ? await stage.send(card('Prêter les outils')) : null;
      await stage.bounded(h.adapter.stop(), 'stopping');
      const attempts = [h.type(stage.asker, stage.home, 'mes')];
      if (posted && h.react) attempts.push(h.react(stage.asker, posted, '👍'));
      await Promise.race([Promise.allSettled(attempts), h.settle()]);
      await h.settle();
      expect(box.arrivals.map(({ kind }) => kind)).toEqual(['command']);
    },
  },
  {
    id: 'stop-waits',
    title: 'stop() waits for an arrival in hand, whose answer is still shown',
    async run(stage) {
      stage.box.answer(privately('Votre idée porte le numéro #2256.'));
      stage.box.hold();
      const typed = stage.h.type(stage.asker, stage.home, 'pour 2256').catch(() => {});
      await stage.arrival('command');
      const stopped = stage.h.adapter.stop();
      expect(await settled(stopped)).toBe(false);
      stage.box.release();
      await stage.bounded(stopped, 'stopping');
      await typed;
      await stage.sees(stage.asker, '#2256');
    },
  },
  {
    id: 'stop-waits-late',
    title: 'stop() waits for an answer that was announced as late, too',
    async run(stage) {
      stage.box.answer(privately('Votre idée porte le numéro #2256.'));
      stage.box.hold();
      const typed = stage.h.type(stage.asker, stage.home, 'pour 2256');
      await stage.arrival('command');
      await stage.untilAcknowledged(typed);
      await stage.sees(stage.asker, stage.h.words.stillRecording);
      const stopped = stage.h.adapter.stop();
      expect(await settled(stopped)).toBe(false);
      stage.box.release();
      await stage.bounded(stopped, 'stopping');
      await stage.sees(stage.asker, '#2256');
    },
  },
  {
    id: 'stop-twice',
    title: 'stop() may be called twice, and before start()',
    unstarted: true,
    async run(stage, make) {
      const { adapter } = stage.h;
      const unstarted = await make();
      try {
        await stage.bounded(unstarted.adapter.stop(), 'stopping what never started');
      } finally {
        await unstarted.close();
      }
      await stage.bounded(adapter.start(stage.box.inbox), 'starting');
      await stage.bounded(Promise.all([adapter.stop(), adapter.stop()]), 'stopping twice at once');
      await stage.bounded(adapter.stop(), 'stopping again');
    },
  },
  {
    id: 'stop-handles',
    title: 'stop() leaves no open handle: no timer, socket or sleep of the clock',
    async run(stage, make) {
      const before = handles();
      const other = new Stage(await make());
      const { h, box } = other;
      try {
        const unstarted = handles();
        await other.bounded(h.adapter.start(box.inbox), 'starting');
        box.answer(privately('Voici.'));
        await other.type('top');
        await other.send(card('Prêter les outils'));
        await other.bounded(h.adapter.stop(), 'stopping');
        await until(() => h.clock.sleeping === 0, 'nothing sleeps by the clock', stage.patience);
        await h.settle();
        await closed(unstarted, stage.patience);
      } finally {
        await h.close();
      }
      await closed(before, stage.patience);
    },
  },
];
