import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { card, note } from '../samples.ts';
import { must } from '../stage.ts';

export const sending: Clause[] = [
  {
    id: 'send',
    title: 'send() shows the message once, to everybody in the channel, and says where it stands',
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      expect(posted).toMatchObject({ ...stage.home, message: expect.stringMatching(/./) });
      const shown = await stage.shown(posted);
      expect([shown.private, shown.text]).toEqual([false, expect.stringContaining('Prêter les outils')]);
      expect(await stage.count(stage.asker, 'Prêter les outils')).toBe(1);
      if (stage.h.people.other) expect(await stage.count(stage.other, 'Prêter les outils')).toBe(1);
    },
  },
  {
    id: 'blocks',
    title: 'every block of a message is shown, in order',
    async run(stage) {
      const url = 'https://boite.example/p/2256';
      const picture = { kind: 'image', url: 'https://boite.example/w.png', alt: 'Douze votes' } as const;
      const link = {
        kind: 'text',
        text: ['Voir ', { kind: 'link', url, text: 'la page' }, '\nou ici'],
      } as const;
      const { text } = await stage.shown(await stage.send(card('Prêter les outils', link, picture)));
      const parts = [
        '#2256 · ',
        'Prêter les outils',
        '/idee voir 2256',
        'Labo',
        'Bretagne',
        'proposée par Anaïs L.',
      ];
      const places = [...parts, 'la page', 'ou ici', 'Douze votes'].map((part) => [part, text.indexOf(part)]);
      expect(places.filter(([, place]) => place === -1)).toEqual([]);
      expect(places).toEqual([...places].sort((a, b) => Number(a[1]) - Number(b[1])));
    },
  },
  {
    id: 'order',
    title: 'messages stand in the order in which they were sent, and none is missing',
    async run(stage) {
      const sent: string[] = [];
      for (let n = 1; n <= 5; n += 1) sent.push((await stage.send(note(`Numéro ${n}`))).message);
      await stage.h.settle();
      const shown = await stage.h.see(stage.asker, stage.home);
      expect(shown.flatMap(({ posted }) => (posted ? [posted.message] : []))).toEqual(sent);
    },
  },
  {
    id: 'direct',
    title: 'a message to a person reaches that person alone',
    needs: ['direct', 'private', 'people'],
    async run(stage) {
      const posted = await stage.bounded(
        stage.h.adapter.send(stage.other, note('Idée retenue'), 'k-dm'),
        'sending',
      );
      expect(posted).toMatchObject({ platform: stage.h.platform, realm: stage.h.realm, direct: true });
      expect((await stage.shown(posted, stage.other)).private).toBe(true);
      expect(await stage.count(stage.asker, 'Idée retenue')).toBe(0);
    },
  },
  {
    id: 'whisper',
    title: 'a whisper is shown to that person alone',
    needs: ['whisper', 'people'],
    async run(stage) {
      const whisper = must(stage.h.adapter, 'whisper');
      await stage.bounded(whisper(stage.home, stage.other, note('Rien que pour vous')), 'whispering');
      await stage.sees(stage.other, 'Rien que pour vous');
      expect(await stage.count(stage.asker, 'Rien que pour vous')).toBe(0);
    },
  },
  {
    id: 'same-key',
    title: 'the same key sent twice within resendSafeMs gives one message',
    needs: ['resend'],
    async run(stage) {
      const { adapter, realm, clock } = stage.h;
      const first = await stage.bounded(adapter.send(stage.home, note('Une seule fois'), 'same'), 'sending');
      await clock.advance(Math.min(adapter.can(realm).resendSafeMs, 3_600_000) - 1);
      const again = await stage.bounded(adapter.send(stage.home, note('Une seule fois'), 'same'), 'sending');
      expect(again.message).toBe(first.message);
      expect(await stage.count(stage.asker, 'Une seule fois')).toBe(1);
    },
  },
  {
    id: 'other-key',
    title: 'the same words sent with two keys are two messages',
    async run(stage) {
      const [a, b] = [await stage.send(note('Deux fois')), await stage.send(note('Deux fois'))];
      expect(a.message).not.toBe(b.message);
      expect(await stage.count(stage.asker, 'Deux fois')).toBe(2);
    },
  },
  {
    id: 'thread-answer',
    title: 'what is sent into a thread is a message of its own, found there by its key',
    needs: ['answersInThreads'],
    async run(stage) {
      const { adapter, clock } = stage.h;
      const first = await stage.send(note('La semaine'));
      const since = clock.now();
      const thread = { ...stage.home, thread: first.message };
      const answer = await stage.bounded(adapter.send(thread, note('La suite'), 'k-answer'), 'sending');
      expect(answer.channel).toBe(first.channel);
      expect(answer.message).not.toBe(first.message);
      const found = await adapter.findSent?.(thread, 'k-answer', since);
      expect(found ?? answer).toMatchObject({ channel: first.channel, message: answer.message });
    },
  },
  {
    id: 'find-sent',
    title: 'findSent() finds a message by its key, in a channel as with a person',
    needs: ['findSent'],
    async run(stage) {
      const { adapter, clock } = stage.h;
      const since = clock.now();
      const places = stage.h.people.other ? [stage.home, stage.other] : [stage.home];
      for (const [index, to] of places.entries()) {
        for (const key of [`a-${index}`, `b-${index}`, `c-${index}`]) await adapter.send(to, note(key), key);
        await clock.advance(60_000);
        const wanted = await adapter.send(to, note('Retrouvez-moi'), `wanted-${index}`);
        const found = await stage.bounded(must(adapter, 'findSent')(to, `wanted-${index}`, since), 'finding');
        expect(found).toMatchObject({ channel: wanted.channel, message: wanted.message });
      }
    },
  },
  {
    id: 'find-absent',
    title: "findSent() says 'absent' of a key that was never sent there",
    needs: ['findSent'],
    async run(stage) {
      const since = stage.h.clock.now();
      await stage.send(note('Autre chose'));
      const find = must(stage.h.adapter, 'findSent');
      expect(await stage.bounded(find(stage.home, 'never', since), 'finding')).toBe('absent');
    },
  },
];
