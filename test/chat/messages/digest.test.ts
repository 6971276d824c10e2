import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LABEL_BYTES, type Message, plain } from '../../../src/chat/message.ts';
import {
  digestMessage,
  type Means,
  previewMessage,
  publishedMessage,
  seedsOf,
} from '../../../src/chat/messages/digest.ts';
import type { Digest, Entry, Figures } from '../../../src/digest/digest-store.ts';
import type { DigestView } from '../../../src/digest/read-digest.ts';
import type { Lang } from '../../../src/i18n/lang.ts';
import { speak } from '../../../src/i18n/speak.ts';
import type { IdeaView } from '../../../src/ideas/idea-lists.ts';
import { STATUSES } from '../../../src/ideas/status.ts';
import type { Lab, LabChannel } from '../../../src/labs/lab.ts';

const at = (iso: string) => Date.parse(iso);
const NOW = at('2026-11-23T10:00Z');
const fr = speak('fr');
const means: Means = { commandWord: '/idee', reactions: true, buttons: true, threads: true };

const lab: Lab = {
  id: 1,
  slug: 'bretagne',
  name: 'Labo Bretagne',
  field: '',
  region: 'Bretagne',
  zone: 'Europe/Paris',
  language: 'fr',
  access: 'open',
  digestCron: '0 9 * * 1',
};

function idea(number: number, title: string, facts: Partial<IdeaView> = {}): IdeaView {
  return {
    number,
    title,
    lab: 1,
    author: 1,
    seal: null,
    body: '',
    status: 'new',
    createdAt: 0,
    editedAt: null,
    revision: 1,
    votesFor: 1,
    votesAgainst: 0,
    supportedAt: null,
    answer: null,
    answeredAt: null,
    hiddenAt: null,
    mergedInto: null,
    labSlug: lab.slug,
    labName: lab.name,
    labZone: lab.zone,
    labAccess: 'open',
    authorName: 'Anaïs L.',
    additions: [],
    elder: null,
    duplicates: { first: [], count: 0 },
    ...facts,
  };
}

const entry = (
  section: Entry['section'],
  position: number,
  number: number,
  facts: Partial<Entry> = {},
): Entry => ({
  section,
  position,
  idea: number,
  gained: 0,
  votesFor: 0,
  status: 'new',
  ...facts,
});

function view(
  entries: readonly Entry[],
  ideas: readonly IdeaView[],
  figures: Partial<Figures> = {},
): DigestView {
  const week: Digest = {
    id: 1,
    lab: 1,
    zone: 'Europe/Paris',
    start: at('2026-11-15T23:00Z'),
    end: at('2026-11-22T23:00Z'),
    week: '2026-W47',
    figures: { ideas: 0, votes: 0, votesBefore: 0, answers: 0, ...figures },
    entries,
    at: NOW,
  };
  return { week, lab, ideas: new Map(ideas.map((one) => [one.number, one])) };
}

/** One line a block, its button after it; every space an ordinary one. */
const shown = (message: Message): string[] =>
  message.blocks.map((block) => {
    if (block.kind !== 'heading' && block.kind !== 'text' && block.kind !== 'context')
      return `<${block.kind}>`;
    const button =
      block.kind === 'text' && block.button ? ` [${block.button.label}|${block.button.value}]` : '';
    return (plain(block.text) + button).replace(/[\u00A0\u202F]/g, ' ');
  });

const whole = view(
  [
    entry('answered', 0, 2230, { status: 'accepted' }),
    entry('top', 1, 2256, { gained: 12, status: 'under-review' }),
    entry('top', 2, 2241, { gained: 9 }),
    entry('discover', 3, 2260),
  ],
  [
    idea(2230, 'Un badge unique pour les sites', {
      status: 'accepted',
      answer: 'Le service des accès la met en test en janvier.',
      answeredAt: NOW,
    }),
    idea(2256, 'Prêter les outils du labo après 18 h', { status: 'under-review' }),
    idea(2241, 'Un annuaire des savoir-faire'),
    idea(2260, 'Covoiturage entre les deux sites'),
  ],
  { ideas: 6, votes: 84, votesBefore: 53, answers: 1 },
);

describe('the digest of a week', () => {
  test('as a reader sees it', () => {
    const message = digestMessage(fr, whole, means);
    expect(shown(message)).toEqual([
      '📬 La semaine · Labo Bretagne · 16–22 novembre',
      'Cette semaine : 6 idées, 84 votes (+31), 1 réponse.',
      'Répondu',
      '#2230 Un badge unique pour les sites : retenue. « Le service des accès la met en test en janvier. »',
      'Les plus soutenues de la semaine',
      "1️⃣ #2256 Prêter les outils du labo après 18 h · +12 · à l'étude [👍 Pour|for#2256]",
      '2️⃣ #2241 Un annuaire des savoir-faire · +9 [👍 Pour|for#2241]',
      'À découvrir (encore peu de votes)',
      '3️⃣ #2260 Covoiturage entre les deux sites [👍 Pour|for#2260]',
      'Votez en réagissant avec le chiffre. Une idée ? Tapez /idee.',
    ]);
    expect(message.summary.replace(/[\u00A0\u202F]/g, ' ')).toContain('6 idées, 84 votes (+31), 1 réponse');
    const buttons = message.blocks.flatMap((block) =>
      block.kind === 'text' && block.button ? [block.button] : [],
    );
    expect(buttons.map(({ action, says }) => `${action} ${says}`)).toEqual([
      'vote Pour, idée 2256',
      'vote Pour, idée 2241',
      'vote Pour, idée 2260',
    ]);
  });

  test('in English', () => {
    expect(shown(digestMessage(speak('en'), whole, means)).slice(0, 4)).toEqual([
      '📬 The week · Labo Bretagne · 16–22 November',
      'This week: 6 ideas, 84 votes (+31), 1 answer.',
      'Answered',
      '#2230 Un badge unique pour les sites: accepted. “Le service des accès la met en test en janvier.”',
    ]);
  });

  test('an idea withdrawn, hidden or gone since keeps its number, not its text or button', () => {
    const ideas = [
      idea(1, 'Retirée', { status: 'withdrawn' }),
      idea(2, 'Cachée', { hiddenAt: NOW, answer: 'Non.' }),
    ];
    const entries = [
      entry('answered', 0, 2),
      entry('top', 1, 1, { gained: 3 }),
      entry('top', 2, 2),
      entry('discover', 3, 3),
    ];
    const lines = shown(digestMessage(fr, view(entries, ideas), means));
    expect(lines.filter((line) => line.includes('#'))).toEqual([
      '#2 · retirée',
      '1️⃣ #1 · retirée',
      '2️⃣ #2 · retirée',
      '3️⃣ #3 · retirée',
    ]);
  });

  test('an idea that is no longer voted on has no button', () => {
    const lines = shown(
      digestMessage(
        fr,
        view([entry('top', 1, 1, { gained: 2 })], [idea(1, 'Un badge', { status: 'in-service' })]),
        means,
      ),
    );
    expect(lines).toContain('1️⃣ #1 Un badge · +2');
  });

  test.each([
    ['reactions', means, 'Votez en réagissant avec le chiffre. Une idée ? Tapez /idee.'],
    ['buttons alone', { ...means, reactions: false }, 'Votez avec les boutons. Une idée ? Tapez /idee.'],
    [
      'neither',
      { commandWord: '!idee', reactions: false, buttons: false, threads: false },
      'Votez en tapant !idee pour #2256. Une idée ? Tapez !idee.',
    ],
  ])('says how to vote with %s', (_, where, line) => {
    expect(shown(digestMessage(fr, whole, where)).at(-1)).toBe(line);
  });

  test('with answers alone nobody is asked to vote; more answers than lines are counted', () => {
    const only = view([entry('answered', 0, 1, { status: 'declined' })], [idea(1, 'Un badge')], {
      answers: 3,
    });
    expect(shown(digestMessage(fr, only, means)).slice(1)).toEqual([
      'Cette semaine : aucune idée, aucun vote, 3 réponses.',
      'Répondu',
      '#1 Un badge : écartée.',
      'Et 2 autres.',
      'Une idée ? Tapez /idee.',
    ]);
  });

  test.each([
    [{ ideas: 1, votes: 1, votesBefore: 1 }, 'Cette semaine : 1 idée, 1 vote.'],
    [{ votes: 0, votesBefore: 4 }, 'Cette semaine : aucune idée, aucun vote (-4).'],
    [{ ideas: 1234, votes: 20000, votesBefore: 0 }, 'Cette semaine : 1 234 idées, 20 000 votes (+20 000).'],
  ])('figures %j', (figures, line) => {
    expect(
      shown(digestMessage(fr, view([entry('discover', 1, 1)], [idea(1, 'Un badge')], figures), means))[1],
    ).toBe(line);
  });

  test('no figures are shown for a week without any', () => {
    const quiet = view([entry('discover', 1, 1)], [idea(1, 'Un badge')]);
    expect(shown(digestMessage(fr, quiet, means))[1]).toBe('À découvrir (encore peu de votes)');
  });

  test('a week made longer by a change of zone is called by its calendar days', () => {
    const moved = {
      ...whole,
      week: { ...whole.week, zone: 'America/Cayenne', end: at('2026-11-23T03:00Z') },
    };
    expect(shown(digestMessage(fr, moved, means))[0]).toContain('16–22 novembre');
  });

  test('whatever the texts: no empty block or section, labels fit, lines are short', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 150 });
    const one = fc.record({
      title: text,
      answer: fc.option(text),
      status: fc.constantFrom(...STATUSES),
      hidden: fc.boolean(),
    });
    const section = fc.constantFrom<Entry['section']>('answered', 'top', 'discover');
    const order = ['answered', 'top', 'discover'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(section, one), { minLength: 1, maxLength: 5 }),
        fc.constantFrom<Lang>('fr', 'en'),
        (made, lang) => {
          const entries = made.map(([of, { status }], index) =>
            entry(of, index + 1, index + 1, { status, gained: 1 }),
          );
          const ideas = made.map(([, { title, answer, status, hidden }], index) =>
            idea(index + 1, title, { status, answer, hiddenAt: hidden ? 1 : null }),
          );
          const { blocks } = digestMessage(speak(lang), view(entries, ideas), means);
          const sections = new Set(made.map(([of]) => order.indexOf(of)));
          const strong = blocks.filter(
            (b) =>
              b.kind === 'text' && b.text.some((run) => typeof run !== 'string' && run.kind === 'strong'),
          );
          expect(strong).toHaveLength(sections.size);
          for (const block of blocks) {
            if (block.kind !== 'text' && block.kind !== 'heading' && block.kind !== 'context')
              throw new Error(block.kind);
            expect(plain(block.text).length).toBeGreaterThan(0);
            expect([...plain(block.text)].length).toBeLessThan(400);
            if (block.kind === 'text' && block.button) {
              expect(Buffer.byteLength(block.button.label)).toBeLessThanOrEqual(LABEL_BYTES);
            }
          }
        },
      ),
    );
  });
});

test('the seeds are keycaps without U+FE0F, one a numbered entry', () => {
  expect(seedsOf(whole.week)).toEqual(['1\u20E3', '2\u20E3', '3\u20E3']);
  expect(seedsOf(view([entry('answered', 0, 1)], []).week)).toEqual([]);
});

describe('the running week', () => {
  test('is marked, and nothing in it can be pressed', () => {
    const message = previewMessage(fr, whole);
    expect(shown(message)[0]).toBe('📬 La semaine en cours · Labo Bretagne · 16–22 novembre');
    expect(message.blocks.some((block) => block.kind === 'text' && block.button)).toBe(false);
    expect(shown(message).at(-1)).toBe('3️⃣ #2260 Covoiturage entre les deux sites');
  });

  test('with nothing to show says so', () => {
    expect(shown(previewMessage(fr, view([], [])))[1]).toMatch(/^Rien à raconter pour le moment/);
  });
});

describe('what publishing came to', () => {
  const channel = (id: number, name: string): LabChannel => ({
    id,
    name,
    lab: 1,
    platform: 'local',
    realm: 'local',
    channel: `c${id}`,
    team: null,
    private: false,
    boundAt: 0,
    lostAt: null,
  });
  const [general, atelier, accueil] = [
    channel(1, '~general'),
    channel(2, '~atelier'),
    channel(3, '~accueil'),
  ];
  const earlier = at('2026-11-23T08:00Z');
  const said = (channels: Parameters<typeof publishedMessage>[1]['channels'], silent = false) => {
    const digest = whole.week as Digest;
    return shown(
      publishedMessage(fr, { digest, silent, channels }, { lab, commandWord: '/idee', now: NOW }),
    ).join('\n');
  };

  test.each([
    [
      'sent',
      [{ channel: general, outcome: 'published' as const, at: NOW }],
      'Le bilan du 16–22 novembre part dans ~general.',
    ],
    [
      'before: when and where',
      [
        { channel: general, outcome: 'already' as const, at: earlier },
        { channel: atelier, outcome: 'already' as const, at: earlier },
      ],
      'Le bilan du 16–22 novembre a déjà paru lundi 23 novembre, 9 h, dans ~general et ~atelier.',
    ],
    [
      'both',
      [
        { channel: general, outcome: 'already' as const, at: earlier },
        { channel: accueil, outcome: 'published' as const, at: NOW },
      ],
      'Le bilan du 16–22 novembre a déjà paru lundi 23 novembre, 9 h, dans ~general. Le bilan du 16–22 novembre part dans ~accueil.',
    ],
    [
      'no channel',
      [],
      "Labo Bretagne n'est relié à aucun salon : tapez /idee labo lier bretagne dans celui où le bilan doit paraître.",
    ],
  ])('%s', (_, channels, text) => {
    expect(said(channels)).toBe(text);
  });

  test('nothing to say', () => {
    expect(said([], true)).toMatch(/^Rien à publier pour la semaine du 16–22 novembre : /);
  });
});
