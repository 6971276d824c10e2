import { expect } from '@jest/globals';
import { ABILITIES, type AbilityName, ability, type Lacks } from './abilities.ts';
import type { Clause } from './clause.ts';
import { note } from './samples.ts';
import type { Stage } from './stage.ts';

/** What is declared lacking is nowhere, and what is not is everywhere: no ability is left out in silence. */
export function abilityClauses(lacks: Lacks): Clause[] {
  return (Object.keys(ABILITIES) as AbilityName[]).map((name) => {
    const reason = lacks[name];
    return {
      id: `ability-${name}`,
      title:
        reason === undefined ? `is able: ${name}` : `lacks ${name} (${reason}); ${ability(name).otherwise}`,
      run: (stage) => proveAbility(stage, name, reason === undefined),
    };
  });
}

async function proveAbility(stage: Stage, name: AbilityName, there: boolean): Promise<void> {
  const { h } = stage;
  const { harness = [], adapter = [], can } = ability(name);
  for (const member of harness) expect([member, h[member] !== undefined]).toEqual([member, there]);
  for (const member of adapter) expect([member, h.adapter[member] !== undefined]).toEqual([member, there]);
  if (can) expect([name, can(h.adapter.can(h.realm))]).toEqual([name, there]);
  if (name === 'people') expect(h.people.other !== undefined).toBe(there);
  if (name === 'direct') await proveDirect(stage, there);
  if (name === 'forms' && !there) await proveDialogue(stage);
}

/** Either a person can be written to, or the box is told at once that it cannot. */
async function proveDirect(stage: Stage, there: boolean): Promise<void> {
  const sent = stage.h.adapter.send(stage.asker, note('En secret'), 'k-direct');
  if (there) await stage.bounded(sent, 'sending to a person');
  else expect(await stage.failure(sent)).toEqual({ permanent: 'unreachable' });
  expect(await stage.count(stage.asker, 'En secret')).toBe(there ? 1 : 0);
}

/** Without forms a whole idea and its "oui" come as commands. */
async function proveDialogue(stage: Stage): Promise<void> {
  await stage.type('Prêter les outils du labo après 18 h');
  await stage.type('oui');
  await stage.arrival('command', 2);
  const texts = stage.box.of('command').map(({ text }) => text.join(''));
  expect(texts).toEqual(['Prêter les outils du labo après 18 h', 'oui']);
}
