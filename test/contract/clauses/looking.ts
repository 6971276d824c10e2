import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { card } from '../samples.ts';
import { must } from '../stage.ts';

export const looking: Clause[] = [
  {
    id: 'manners',
    title: 'says what it can, how fast it repaints and which word calls it',
    async run({ h }) {
      expect(h.adapter.commandWord).toMatch(/^\S+$/);
      expect(h.adapter.pace.repaintsPerMinute).toBeGreaterThan(0);
      expect(h.adapter.pace.perPostingMs).toBeGreaterThanOrEqual(0);
      expect(h.adapter.can(h.realm)).toEqual({
        forms: expect.stringMatching(/^(none|one|steps)$/),
        buttons: expect.any(Boolean),
        private: expect.any(Boolean),
        threads: expect.any(Boolean),
        resendSafeMs: expect.any(Number),
      });
    },
  },
  {
    id: 'profile',
    title: 'profile() names the person, their kind and whether they are active',
    needs: ['profile'],
    async run(stage) {
      const profile = await stage.bounded(
        must(stage.h.adapter, 'profile')(stage.asker),
        'looking a person up',
      );
      expect(profile).toMatchObject({ name: expect.stringMatching(/\S/), kind: 'member', active: true });
      if (profile.zone) expect(() => new Intl.DateTimeFormat('fr', { timeZone: profile.zone })).not.toThrow();
    },
  },
  {
    id: 'describe',
    title: 'describe() names the channel and says whether it is private and open to us',
    needs: ['describe'],
    async run(stage) {
      const told = await stage.bounded(must(stage.h.adapter, 'describe')(stage.home), 'looking a channel up');
      expect(told).toMatchObject({
        name: expect.stringMatching(/\S/),
        private: expect.any(Boolean),
        writable: true,
      });
      if (told.link) expect(new URL(told.link).protocol).toMatch(/^https?:$/);
    },
  },
  {
    id: 'permalink',
    title: 'permalink() gives each message a web address of its own',
    needs: ['permalink'],
    async run(stage) {
      const posted = [await stage.send(card('Prêter les outils')), await stage.send(card('Un annuaire'))];
      const links = await Promise.all(posted.map((one) => must(stage.h.adapter, 'permalink')(one)));
      for (const link of links) expect(new URL(link).protocol).toMatch(/^https?:$/);
      expect(new Set(links).size).toBe(2);
    },
  },
  {
    id: 'message-at',
    title: 'messageAt() names the message of a permalink, and of no other address',
    needs: ['messageAt', 'permalink', 'readMessage'],
    async run(stage) {
      const { h } = stage;
      const posted = await stage.send(card('Prêter les outils'));
      const [at, read] = [must(h.adapter, 'messageAt'), must(h.adapter, 'readMessage')];
      const named = at(await must(h.adapter, 'permalink')(posted), h.realm);
      expect(named).toMatchObject({ platform: h.platform, realm: h.realm, message: posted.message });
      if (!named) return;
      const told = await read(named);
      const place = told === 'gone' ? null : (told.at ?? named);
      expect(place).toMatchObject({ channel: posted.channel, message: posted.message });
      for (const other of ['https://example.org/', 'rien', 'https://', '']) {
        expect([other, at(other, h.realm)]).toEqual([other, null]);
      }
    },
  },
  {
    id: 'read-message',
    title: 'readMessage() gives the plain text of a message',
    needs: ['readMessage'],
    async run(stage) {
      const posted = await stage.send(card('Prêter <les> outils'));
      const told = await stage.bounded(must(stage.h.adapter, 'readMessage')(posted), 'reading');
      expect(told).toMatchObject({ text: expect.stringContaining('Prêter <les> outils') });
    },
  },
  {
    id: 'may-read',
    title: 'mayRead() is yes to those who can read the channel, and to nobody else',
    needs: ['mayRead', 'people', 'direct'],
    async run(stage) {
      const may = must(stage.h.adapter, 'mayRead');
      const said = await stage.send(card('Prêter les outils'));
      const secret = await stage.bounded(
        stage.h.adapter.send(stage.asker, card('En secret'), 'k-may-read'),
        'sending to a person',
      );
      const channels = [said, secret].map(({ message: _, ...channel }) => channel);
      const answers = [said, secret, ...channels]
        .map((at) => [may(stage.asker, at), may(stage.other, at)])
        .map((of) => stage.bounded(Promise.all(of), 'asking who may read'));
      expect(await Promise.all(answers)).toEqual([
        [true, true],
        [true, false],
        [true, true],
        [true, false],
      ]);
    },
  },
  {
    id: 'read-gone',
    title: 'readMessage() says of a deleted message that it is gone',
    needs: ['readMessage', 'deletion'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'remove')(posted);
      expect(await stage.bounded(must(stage.h.adapter, 'readMessage')(posted), 'reading')).toBe('gone');
    },
  },
];
