import { IANAZone } from 'luxon';
import { checkCron } from '../digest/schedule.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isBlank, lengthOf, tidy } from '../text.ts';
import type { Lab } from './lab.ts';

/** What a lab is made of but its slug, as people type it. */
export type LabSettings = Partial<
  Record<'name' | 'field' | 'region' | 'zone' | 'language' | 'access' | 'digestCron', string>
>;

/** Names of labs, fields and regions, in code points: they stand in one line of a card. */
export const NAME_MAX = 60;

const SLUG = /^[a-z0-9][a-z0-9-]{1,39}$/;

/** Is it a short name a lab may have? */
export const isSlug = (text: string): boolean => SLUG.test(text);

/** The typed settings checked, or the first that is wrong with what was typed. */
export function checkSettings(typed: LabSettings): Partial<Omit<Lab, 'id' | 'slug'>> | Refusal {
  const settings: Partial<Omit<Lab, 'id' | 'slug'>> = {};
  for (const key of ['name', 'field', 'region'] as const) {
    const value = typed[key];
    if (value === undefined) continue;
    const name = tidy(value).replace(/\s+/gu, ' ');
    if (lengthOf(name) > NAME_MAX || (key === 'name' && isBlank(name))) return bad(key, value);
    settings[key] = name;
  }
  if (typed.zone !== undefined) {
    if (!IANAZone.isValidZone(typed.zone)) return bad('zone', typed.zone);
    settings.zone = typed.zone;
  }
  if (typed.language !== undefined) {
    if (typed.language !== 'fr' && typed.language !== 'en') return bad('language', typed.language);
    settings.language = typed.language;
  }
  if (typed.access !== undefined) {
    if (typed.access !== 'open' && typed.access !== 'closed') return bad('access', typed.access);
    settings.access = typed.access;
  }
  if (typed.digestCron !== undefined) {
    const schedule = checkCron(typed.digestCron);
    if ('fault' in schedule) return refuse('bad-schedule', { cron: typed.digestCron, fault: schedule.fault });
    settings.digestCron = schedule.cron;
  }
  return settings;
}

function bad(setting: string, value: string): Refusal {
  return refuse('bad-setting', { setting, value });
}
