import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';

/** An invented consultation: eight proposals, of which two are the same text and two mean the same. */

const row = (id: string, title: string, body = '') => ({ id, kind: 'proposal', title, body });
const version = (id: string, parent_id: string, title: string) => ({ id, kind: 'version', parent_id, title });

export const PROPOSALS = [
  row(
    'p1',
    'Un local fermé pour les vélos',
    "Vingt places à l'abri, une pompe et une prise près de l'entrée.",
  ),
  row('p2', 'Un garage à vélos fermé', "Vingt places à l'abri, une pompe et une prise près de l'entrée."),
  row('p3', 'Des légumes du canton à la cantine', 'Les maraîchers livrent le mardi.'),
  row('p4', 'Cantine : acheter aux maraîchers', 'Des légumes livrés deux fois par semaine.'),
  row('p5', 'Une salle calme sans téléphone', 'Pour lire un dossier jusqu’au bout.'),
  row('p6', 'Prêter les écrans inutilisés', 'Un registre des écrans qui dorment dans les placards.'),
  row('p7', 'Une nappe pour le parking', ''),
  row('p8', 'Des horaires affichés au guichet', 'Avec le temps d’attente du moment.'),
];

export const VERSIONS = [
  version('v1', 'p1', "Vélos à l'abri"),
  version('v2', 'p5', 'Une salle  CALME sans téléphone'),
  version('v3', 'nowhere', 'Une version orpheline'),
];

/** What a file of pairs has; the relation of experts is said by both of them. */
export type Row = readonly [source: string, target: string, relation: string];

export const PAIRS: readonly Row[] = [
  ['p1', 'p2', 'copy'],
  ['p4', 'p3', 'duplicate'],
  ['p3', 'p4', 'duplicate'],
  ['p6', 'gone', 'duplicate?'],
  ['p5', 'p6', 'related'],
];

export const EXPERT_PAIRS: readonly Row[] = [
  ['p4', 'p3', 'entailment'],
  ['p1', 'p2', 'neutral'],
  ['p8', 'p8', 'neutral'],
  ['p5', '', 'neutral'],
];

/** Writes a folder of the shape of ../shared/data; what is left out is not written. */
export function writeConsultation(
  dir: string,
  files: { rows?: readonly object[]; pairs?: readonly Row[]; experts?: readonly Row[] },
): string {
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
  if (files.rows) write('village.ndjson', files.rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  if (files.pairs) {
    write('village-duplicates.csv', csv(files.pairs, ['src_id', 'dst_id', 'relation']));
  }
  if (files.experts) {
    const labelled = files.experts.map(([source, target, label]) => [source, target, label, label]);
    write('expert-pairs.csv', csv(labelled, ['src_id', 'dst_id', 'label_1', 'label_2']));
  }
  return dir;
}

const csv = (rows: readonly (readonly string[])[], columns: string[]): string =>
  stringify(
    rows.map((cells) => [...cells]),
    { header: true, columns },
  );
