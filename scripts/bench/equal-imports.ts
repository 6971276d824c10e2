import type { Database } from 'better-sqlite3';

/** What both databases must end with. Persons are named by their id in the source: their keys are drawn. */
const COMPARED = [
  'select platform, realm, user, name, since_day from S.identities',
  'select count(*) from S.members',
  `select i.number, i.lab, p.user, i.title, i.body, i.status, i.listed, i.open, i.created_at, i.edited_at,
     i.revision, i.votes_for, i.votes_against, i.supported_at
   from S.ideas as i join S.identities as p on p.id = i.author`,
  'select source, id, idea, hash, totals from S.external_ids',
  'select w.idea, p.user, w.value, w.at from S.words as w join S.identities as p on p.id = w.identity',
  `select v.idea, p.user, v.value, v.at from S.votes as v
   join S.identities as p on p.id = v.source_identity and p.member = v.member`,
  'select idea, lab, "from", "to", at, count(*) from S.vote_changes group by 1, 2, 3, 4, 5',
  'select rowid, title, body, lab from S.idea_index',
  'select term, lab, ideas from S.search_terms',
  'select lab, ideas, terms from S.search_totals',
  'select name, value from S.counters',
];

/** Throws on the first table whose rows differ between an open database and a file. */
export function mustBeEqual(db: Database, file: string): void {
  db.prepare('attach ? as other').run(file);
  try {
    for (const compared of COMPARED) {
      const [ours, theirs] = ['main', 'other'].map((schema) => compared.replaceAll('S.', `${schema}.`));
      const rows = db.prepare(
        `select (select count(*) from (${ours})) as ours, (select count(*) from (${theirs})) as theirs,
           (select count(*) from (${ours} except ${theirs})) as missing`,
      );
      const counted = rows.get() as { ours: number; theirs: number; missing: number };
      if (counted.ours !== counted.theirs || counted.missing > 0) {
        throw new Error(`the two databases differ: ${JSON.stringify(counted)} of ${compared}`);
      }
    }
  } finally {
    db.exec('detach other');
  }
}
