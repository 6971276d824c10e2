import type { ExportReads } from './export-reads.ts';
import { KINDS, type Kind, type Page } from './records.ts';

/** Every record as it is, the whole memory of the box: who voted what is sealed when it is written. */
export async function* everything(reads: ExportReads): AsyncGenerator<Page> {
  for (const kind of KINDS) yield* pagesOf(reads, kind);
}

/** All records of a kind. */
export async function* pagesOf<K extends Kind>(
  reads: ExportReads,
  kind: K,
): AsyncGenerator<Extract<Page, { kind: K }>> {
  for await (const records of reads.pages(kind))
    yield { kind, records } as unknown as Extract<Page, { kind: K }>;
}
