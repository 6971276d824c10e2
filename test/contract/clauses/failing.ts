import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { card, note } from '../samples.ts';
import { must } from '../stage.ts';

const LATER = { retryAfterMs: 7_000 };

export const failing: Clause[] = [
  {
    id: 'slow-down',
    title: "a platform that says 'later' gives retryAfterMs at once, and the message is sent the next time",
    needs: ['faults'],
    async run(stage) {
      const { adapter, clock } = stage.h;
      const message = note('Plus tard');
      must(stage.h, 'fail')({ kind: 'slow down', ...LATER });
      const failure = await stage.failure(adapter.send(stage.home, message, 'later'));
      expect(failure).toEqual({
        retryAfterMs: expect.any(Number),
        scope: expect.stringMatching(/^(lane|realm)$/),
      });
      const { retryAfterMs } = failure as typeof LATER;
      expect(retryAfterMs).toBeGreaterThanOrEqual(LATER.retryAfterMs);
      expect(retryAfterMs).toBeLessThanOrEqual(LATER.retryAfterMs + 1_000);
      await clock.advance(retryAfterMs);
      await stage.bounded(adapter.send(stage.home, message, 'later'), 'sending again');
      expect(await stage.count(stage.asker, 'Plus tard')).toBe(1);
    },
  },
  {
    id: 'slow-down-update',
    title: "update() passes 'later' on too",
    needs: ['faults', 'update'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      must(stage.h, 'fail')({ kind: 'slow down', ...LATER });
      const update = must(stage.h.adapter, 'update');
      const failure = await stage.failure(update(posted, card('Prêter les machines')));
      expect(failure).toMatchObject({ retryAfterMs: expect.any(Number) });
      await stage.bounded(update(posted, card('Prêter les machines')), 'updating again');
      await stage.sees(stage.asker, 'machines');
    },
  },
  {
    id: 'in-doubt',
    title: 'a send whose answer never came is in doubt, neither done nor failed',
    needs: ['faults'],
    async run(stage) {
      must(stage.h, 'fail')({ kind: 'lost answer' });
      const sent = stage.h.adapter.send(stage.home, note('Peut-être'), 'doubt');
      expect(await stage.failure(stage.withTime(sent))).toEqual({ inDoubt: true });
      expect(await stage.count(stage.asker, 'Peut-être')).toBe(1);
    },
  },
  {
    id: 'in-doubt-found',
    title: 'a message in doubt is found by its key',
    needs: ['faults', 'findSent'],
    async run(stage) {
      const since = stage.h.clock.now();
      must(stage.h, 'fail')({ kind: 'lost answer' });
      await stage.failure(stage.withTime(stage.h.adapter.send(stage.home, note('Peut-être'), 'doubt')));
      const find = must(stage.h.adapter, 'findSent');
      const found = await stage.bounded(find(stage.home, 'doubt', since), 'finding');
      const shown = await stage.sees(stage.asker, 'Peut-être');
      expect(found).toMatchObject({ message: shown.posted?.message });
    },
  },
  {
    id: 'refused',
    title: 'what may not be said there is not said, and told as refused or as forbidden',
    needs: ['faults'],
    async run(stage) {
      must(stage.h, 'fail')({ kind: 'refused' });
      const failure = await stage.failure(stage.send(note('Interdit')));
      expect([{ permanent: 'refused' }, { forbidden: true }]).toContainEqual(failure);
      expect(await stage.count(stage.asker, 'Interdit')).toBe(0);
    },
  },
  {
    id: 'channel-gone',
    title: 'a send to a channel that is no more fails for good, as gone',
    async run(stage) {
      const failure = () => stage.failure(stage.send(note('Personne'), stage.h.channels.missing));
      const first = await failure();
      if (!('retryAfterMs' in first)) return expect(first).toEqual({ permanent: 'gone' });
      // A platform that says the same of what it could not look up may be asked twice.
      await stage.h.clock.advance(first.retryAfterMs);
      expect(await failure()).toEqual({ permanent: 'gone' });
    },
  },
  {
    id: 'person-unreachable',
    title: 'a message to a person who cannot be written to fails for good',
    async run(stage) {
      const sent = stage.h.adapter.send(stage.h.people.unreachable, note('Personne'), 'k-nobody');
      const failure = await stage.failure(sent);
      expect(failure).toMatchObject({ permanent: expect.stringMatching(/^(unreachable|gone|refused)$/) });
    },
  },
];
