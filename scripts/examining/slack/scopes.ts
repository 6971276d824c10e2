import { SCOPES, type Scope } from '../../manifesting/scopes.ts';
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
  const needed = namesOf(missing.filter(({ off }) => off === undefined));
  const optional = missing.filter(({ off }) => off !== undefined);
  const off = optional[0] && `as with --minimal, without ${namesOf(optional)}; then ${optional[0].off}`;
  if (needed !== '') {
    const remedy = `add them in ${SCOPES_PAGE}, then ${INSTALL_PAGE} > "Reinstall to Workspace"`;
    return failure(NAME, `token ${place} lacks ${needed}${off ? `; besides, ${off}` : ''}`, remedy);
  }
  return ok(NAME, `token ${place}: ${off ?? `all ${SCOPES.length} of the manifest`}`);
}

function namesOf(scopes: readonly Scope[]): string {
  return scopes.map(({ name }) => name).join(', ');
}
