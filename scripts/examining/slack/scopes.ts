import { SCOPES } from '../../manifesting/scopes.ts';
import { type Check, failure, ok, warning } from '../check.ts';
import { INSTALL_PAGE, SCOPES_PAGE } from './places.ts';

const NAME = 'slack scopes';

/** What the installation may do against the manifest. `granted`: as Slack's answer names it; absent: it did not. */
export function checkScopes(place: number, granted: readonly string[] | undefined): Check {
  if (!granted || granted.length === 0) {
    const remedy = `compare them with "npm run slack:manifest": ${SCOPES_PAGE}`;
    return warning(NAME, `token ${place}: Slack's answer does not name its scopes`, remedy);
  }
  const missing = SCOPES.filter(({ name }) => !granted.includes(name));
  const needed = missing.filter(({ off }) => off === undefined).map(({ name }) => name);
  if (needed.length > 0) {
    const remedy = `add them in ${SCOPES_PAGE}, then ${INSTALL_PAGE} > "Reinstall to Workspace"`;
    return failure(NAME, `token ${place} lacks ${needed.join(', ')}`, remedy);
  }
  const [left] = missing;
  if (!left) return ok(NAME, `token ${place}: all ${SCOPES.length} of the manifest`);
  const names = missing.map(({ name }) => name).join(', ');
  return ok(NAME, `token ${place}: as with --minimal, without ${names}; then ${left.off}`);
}
