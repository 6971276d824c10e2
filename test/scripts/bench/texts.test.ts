import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INVENTED } from '../../../scripts/bench/invented-texts.ts';
import { textsOf } from '../../../scripts/bench/quarry.ts';
import { quarry } from '../../../scripts/bench/real-texts.ts';
import { Draw } from '../../../src/demo/draw.ts';
import { fitText } from '../../../src/importing/fit-text.ts';
import { tempDir } from '../../db/open-temp-engine.ts';

describe('ideas to measure with', () => {
  test('every one is an idea the box would take as it is, and the same again', () => {
    const texts = textsOf(INVENTED);
    fc.assert(
      fc.property(fc.integer(), (number) => {
        const idea = texts.idea(number);
        expect(fitText(idea)).toEqual({ ...idea, shortened: false });
        expect(texts.idea(number)).toEqual(idea);
      }),
    );
  });

  test('neighbours are not alike', () => {
    const texts = textsOf(INVENTED);
    const ideas = Array.from({ length: 500 }, (_, at) => texts.idea(at + 1));
    expect(new Set(ideas.map(({ body }) => body)).size).toBeGreaterThan(490);
  });

  test('are recombined: the first half of one text and the second half of another; a word alone is none', () => {
    const texts = textsOf({
      name: 'two',
      titles: ['un deux trois', 'seul', 'ein zwei drei'],
      sentences: ['A b.'],
    });
    const titles = new Set(Array.from({ length: 60 }, (_, at) => texts.idea(at).title));
    expect([...titles].sort()).toEqual(['ein zwei drei', 'ein zwei trois', 'un deux drei', 'un deux trois']);
    expect(texts.body(new Draw(1), 3)).toBe('A b. A b. A b.');
  });

  test('need something to be cut from', () => {
    expect(() => textsOf({ name: 'none', titles: [], sentences: [] })).toThrow('no texts to cut ideas from');
  });
});

describe('where they are cut from', () => {
  let dir: string;
  let remove: () => void;

  beforeEach(() => {
    ({ dir, remove } = tempDir());
  });

  afterEach(() => remove());

  test('a folder of real texts: titles, and sentences that are neither headings nor endless', () => {
    const real = join(dir, 'data');
    mkdirSync(real);
    const body = `Trop court.\nUn abri couvert,  près de la gare, pour les vélos.\n${'long '.repeat(60)}fin.`;
    writeFileSync(
      join(real, 'repnum.ndjson'),
      `${JSON.stringify({ title: ' Un abri\nà vélos ', body })}\n\n`,
    );
    writeFileSync(join(real, 'rua.ndjson'), `${JSON.stringify({ body: 'Rien.' })}\n`);
    expect(quarry(real)).toEqual({
      name: 'recombined from ../shared/data',
      titles: ['Un abri à vélos'],
      sentences: ['Un abri couvert, près de la gare, pour les vélos.'],
    });
  });

  test('the invented ones where there are no others', () => {
    expect(quarry(join(dir, 'nowhere'))).toBe(INVENTED);
  });
});

const REAL = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

if (!existsSync(REAL)) {
  test('left out: ideas recombined from real texts (../shared/data is not there)', () => {
    process.stderr.write(
      'Left out: ideas of real texts to measure with, since ../shared/data is not there.\n',
    );
    expect(existsSync(REAL)).toBe(false);
  });
} else {
  test('recombined from real texts, they are ideas the box would take as well', () => {
    const texts = textsOf(quarry());
    expect(texts.source).toBe('recombined from ../shared/data');
    const refused: number[] = [];
    for (let number = 1; number <= 100_000; number += 1) {
      if ('fault' in fitText(texts.idea(number))) refused.push(number);
    }
    expect(refused).toEqual([]);
  }, 60_000);
}
