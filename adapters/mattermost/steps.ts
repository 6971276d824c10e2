import type { Site } from './site.ts';

/** From 11.1 on a dialog may be answered with the next one (server/public/model/integration_action.go). */
export function hasSteps({ major, minor }: Site['version']): boolean {
  return major > 11 || (major === 11 && minor >= 1);
}
