/** The languages the box speaks. French is the default. */
export const LANGS = ['fr', 'en'] as const;
/** A language the box speaks. */
export type Lang = (typeof LANGS)[number];

/**
 * The box's language for a platform's locale tag ("fr-FR", "en_US"): anything but English is French.
 * Absent stays absent, so that the next in line (a lab's language) is asked.
 */
export function langOf(locale: string | undefined): Lang | undefined {
  if (!locale) return undefined;
  return /^en\b|^en_/i.test(locale) ? 'en' : 'fr';
}
