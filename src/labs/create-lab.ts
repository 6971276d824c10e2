import type { Acting } from '../members/acting.ts';
import { mayCreateLabs } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { DEFAULT_DIGEST_CRON, type Lab } from './lab.ts';
import { checkSettings, isSlug, type LabSettings } from './settings.ts';

/** An administrator creates a lab. What is not said takes the box's defaults. */
export async function createLab(
  tx: Transaction,
  by: Acting,
  order: { slug: string; settings: LabSettings; defaultZone: string; at: number },
): Promise<Lab | Refusal> {
  if (!mayCreateLabs(by.reader)) return refuse('administrators-only', {});
  const { slug } = order;
  if (!isSlug(slug)) return refuse('bad-setting', { setting: 'slug', value: slug });
  const settings = checkSettings(order.settings);
  if ('refused' in settings) return settings;
  const lab = await tx.labs.create(
    {
      slug,
      name: slug,
      field: '',
      region: '',
      zone: order.defaultZone,
      language: 'fr',
      access: 'open',
      digestCron: DEFAULT_DIGEST_CRON,
      ...settings,
    },
    order.at,
  );
  return lab ?? refuse('slug-taken', { slug });
}
