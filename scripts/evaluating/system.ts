/** What is asked of a system: the proposals of one corpus that are close to a text. */
export interface Query {
  corpus: string;
  title: string;
  /** '' when it is asked by the title alone. */
  body: string;
  /** The proposal that asks, which is not to be found itself; null for a text that is none. */
  except: string | null;
}

/** Something that ranks proposals, to be measured beside the others. */
export interface System {
  name: string;
  /** Ids of the closest proposals, closest first. */
  rank(query: Query, limit: number): Promise<string[]>;
}

/** The same system, which is asked the same only once: many questions are in two sets. */
export function remembering({ name, rank }: System): System {
  const known = new Map<string, Promise<string[]>>();
  return {
    name,
    rank(query, limit) {
      const key = JSON.stringify([query.corpus, query.title, query.body, query.except, limit]);
      const answer = known.get(key) ?? rank(query, limit);
      known.set(key, answer);
      return answer;
    },
  };
}
