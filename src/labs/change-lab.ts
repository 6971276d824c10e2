import { repaintAcross } from '../duplicates/repaint-linked.ts';
import type { Acting } from '../members/acting.ts';
import type { Refusal } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findRunnable } from './find-runnable.ts';
import type { Lab } from './lab.ts';
import { checkSettings, type LabSettings } from './settings.ts';

/** Administrators and the lab's facilitators change its settings. */
export async function changeLab(
  tx: Transaction,
  by: Acting,
  order: { slug: string; settings: LabSettings },
): Promise<Lab | Refusal> {
  const lab = await findRunnable(tx, by.reader, order.slug);
  if ('refused' in lab) return lab;
  const settings = checkSettings(order.settings);
  if ('refused' in settings) return settings;
  await tx.labs.change(lab.id, settings);
  if (settings.access !== undefined && settings.access !== lab.access) await repaintAcross(tx, lab.id);
  return { ...lab, ...settings };
}
