import type { LabSettings } from '../../labs/settings.ts';
import type { Named } from '../grammar/args.ts';
import { fold } from '../grammar/fold.ts';

/** A lab's settings as they are typed: `nom="Labo Bretagne" acces=ferme`. */
export const SETTINGS: readonly Named<keyof LabSettings>[] = [
  { value: 'name', names: ['nom', 'name'] },
  { value: 'field', names: ['domaine', 'field'] },
  { value: 'region', names: ['région', 'region'] },
  { value: 'zone', names: ['fuseau', 'zone'] },
  { value: 'language', names: ['langue', 'language'] },
  { value: 'access', names: ['accès', 'access'] },
  { value: 'digestCron', names: ['bilan', 'digest'] },
];

const ACCESS: Readonly<Record<string, string>> = {
  ouvert: 'open',
  open: 'open',
  ferme: 'closed',
  closed: 'closed',
};

/** Values in the box's own words; an unknown one stays as typed, for the refusal to show. */
export function settingsOf(typed: LabSettings): LabSettings {
  const { access, language } = typed;
  return {
    ...typed,
    ...(access !== undefined && { access: ACCESS[fold(access)] ?? access }),
    ...(language !== undefined && { language: language.toLowerCase() }),
  };
}
