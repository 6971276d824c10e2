import type { Clause } from '../clause.ts';
import { acknowledging } from './acknowledging.ts';
import { answering } from './answering.ts';
import { arriving } from './arriving.ts';
import { escaping } from './escaping.ts';
import { failing } from './failing.ts';
import { forms } from './forms.ts';
import { looking } from './looking.ts';
import { marking } from './marking.ts';
import { pressing } from './pressing.ts';
import { sending } from './sending.ts';
import { stopping } from './stopping.ts';
import { updating } from './updating.ts';

/** The contract, clause by clause, by what an adapter does. */
export const CHAPTERS: Readonly<Record<string, readonly Clause[]>> = {
  arriving,
  answering,
  acknowledging,
  forms,
  pressing,
  marking,
  sending,
  updating,
  escaping,
  failing,
  looking,
  stopping,
};
