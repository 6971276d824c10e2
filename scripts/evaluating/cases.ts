import type { Folder, Pair, Proposal, Version } from './folder.ts';

/** One question with the answer it should get, or should not get. */
export interface Case {
  corpus: string;
  /** What asks: a proposal, or the title of a version (its body is empty). */
  query: Proposal;
  isProposal: boolean;
  target: string;
  /** Other right answers of the same query: standing above the target, they are no mistake. */
  others: readonly string[];
}

/** Questions of one kind. */
export interface CaseSet {
  name: string;
  /** Should the target be found, or is it a mistake to put it first? */
  wanted: boolean;
  /** Pairs that are asked about; a pair of two directions makes two cases. */
  pairs: number;
  /** Pairs left out: a side that is not there, of another corpus, or the other side itself. */
  skipped: number;
  cases: Case[];
}

/** Relations of *-duplicates.csv that say two proposals are alike, from the same text to common ground. */
const RELATIONS = ['copy', 'near-copy', 'duplicate', 'duplicate?', 'overlap'] as const;

/** A case before the other right answers of its query are known. */
type Draft = Omit<Case, 'others'>;
type DraftSet = Omit<CaseSet, 'cases'> & { cases: Draft[] };

/** Every set there is to ask, also those a folder has nothing for. */
export function caseSets({ corpora, pairs, expertPairs }: Folder): CaseSet[] {
  const known: Known = new Map(
    corpora.flatMap(({ name: corpus, proposals }) =>
      proposals.map((proposal) => [proposal.id, { corpus, proposal }]),
    ),
  );
  const versions = versionSet(
    known,
    corpora.flatMap((corpus) => corpus.versions),
  );
  return withOthers([
    ...RELATIONS.map((relation) => mutualSet(known, pairs, relation)),
    pairSet(known, expertPairs, 'entailment'),
    versions,
    reworded(known, versions),
    { ...pairSet(known, expertPairs, 'neutral'), wanted: false },
  ]);
}

/** The proposals by their id. */
type Known = ReadonlyMap<string, { corpus: string; proposal: Proposal }>;

/** The pairs of one relation, each once: the source asks, the target is to be found. */
function pairSet(known: Known, pairs: readonly Pair[], relation: string): DraftSet {
  const related = pairs.filter((pair) => pair.relation === relation);
  const askable = related.flatMap(({ source, target }) => asked(known, source, target));
  const cases = unique(askable, ({ query, target }) => `${query.id}\n${target}`);
  return {
    name: relation,
    wanted: true,
    pairs: cases.length,
    skipped: related.length - askable.length,
    cases,
  };
}

/** The same for what has no direction: whichever was filed later, it should find the other. */
function mutualSet(known: Known, pairs: readonly Pair[], relation: string): DraftSet {
  const set = pairSet(known, pairs, relation);
  const once = unique(set.cases, ({ query, target }) => [query.id, target].sort().join('\n'));
  const cases = once.flatMap((one) => [one, ...asked(known, one.target, one.query.id)]);
  return { ...set, pairs: once.length, cases };
}

/** Of each key the first. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const keys = new Set<string>();
  return all.filter((one) => {
    const isNew = !keys.has(keyOf(one));
    keys.add(keyOf(one));
    return isNew;
  });
}

/** None when the pair cannot be asked about. */
function asked(known: Known, source: string, target: string): Draft[] {
  const from = known.get(source);
  const to = known.get(target);
  if (!from || !to || from.corpus !== to.corpus || source === target) return [];
  return [{ corpus: from.corpus, query: from.proposal, isProposal: true, target }];
}

/** Titles of versions, each to find the proposal it rewords. */
function versionSet(known: Known, versions: readonly Version[]): DraftSet {
  const cases = versions.flatMap(({ id, title, parent }): Draft[] => {
    const to = known.get(parent);
    return to
      ? [{ corpus: to.corpus, query: { id, title, body: '' }, isProposal: false, target: parent }]
      : [];
  });
  return {
    name: 'version',
    wanted: true,
    pairs: cases.length,
    skipped: versions.length - cases.length,
    cases,
  };
}

/** Of the versions those that do not just repeat the title: white space and case do not count. */
function reworded(known: Known, versions: DraftSet): DraftSet {
  const plain = (text = ''): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const cases = versions.cases.filter(
    ({ query, target }) => plain(query.title) !== plain(known.get(target)?.proposal.title),
  );
  return { ...versions, name: 'version reworded', pairs: cases.length, cases };
}

/** Each case with what else the same query may rightly find. */
function withOthers(sets: readonly DraftSet[]): CaseSet[] {
  const right = new Map<string, Set<string>>();
  for (const { wanted, cases } of sets) {
    for (const { query, target } of wanted ? cases : []) {
      right.set(query.id, (right.get(query.id) ?? new Set()).add(target));
    }
  }
  return sets.map((set) => ({
    ...set,
    cases: set.cases.map((one) => ({
      ...one,
      others: [...(right.get(one.query.id) ?? [])].filter((id) => set.wanted && id !== one.target),
    })),
  }));
}
