import type { DeliveryReads, ParkedRow } from '../../src/delivery/delivery-store.ts';
import { age, type Check, counted, ok, warning } from './check.ts';

/** A message that should have left this long ago says that the box is down or its platform is. Milliseconds. */
const LATE_MS = 10 * 60 * 1000;
/** Parked rows listed one by one. */
const LISTED = 10;

/** What waits to be said, and what was given up. */
export async function checkOutbox(delivery: DeliveryReads, now: number): Promise<Check[]> {
  const { waiting, doubt, parked, repaints, oldest } = await delivery.figures(now);
  const figures = [
    `${waiting} waiting`,
    `${doubt} in doubt`,
    `${parked} parked`,
    counted(repaints, 'repaint'),
  ].join(', ');
  const late = oldest !== null && now - oldest > LATE_MS;
  const checks = [
    late
      ? warning(
          'outbox',
          `${figures}; the first has been due for ${age(oldest, now)}`,
          'is the box running? its log says what a platform answers',
        )
      : ok('outbox', figures),
  ];
  for (const row of await delivery.parked(LISTED)) {
    const what = `${row.what.kind} for ${row.platform}:${row.realm}`;
    checks.push(
      warning(
        'parked',
        `row ${row.id}, ${what}: ${row.failure}, for ${age(row.createdAt, now)}`,
        remedyFor(row),
      ),
    );
  }
  if (parked > LISTED) checks.push(warning('parked', `${parked - LISTED} more`, 'npm run retry lists them'));
  return checks;
}

function remedyFor({ id, mayStand }: ParkedRow): string {
  return mayStand
    ? `it may have been said all the same; npm run retry -- ${id} looks for it and says it only where it is missing; if the bot may not look there, look yourself and add --absent`
    : `nobody was told this; once the place exists and the bot may write there, npm run retry -- ${id}`;
}
