import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { contextOf, type Lent } from '../../src/chat/contexts.ts';
import { personKey } from '../../src/chat/place.ts';
import { Secrets } from '../../src/secrets.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { ManualClock } from '../manual-clock.ts';

const BEFORE = 'the secret of before, of at least thirty-two characters';
const NOW = 'the secret of now, of as many characters as the other';
const TOKEN = 'a token that nobody reads in the database';

describe("an adapter's memory", () => {
  let database: TempDatabase;
  beforeEach(async () => {
    database = await openTemp();
  });
  afterEach(() => database.close());

  function memoryOf(adapter: string, secrets: Secrets) {
    const lent: Lent = {
      mount: () => {},
      memory: database.memory,
      secrets,
      opensForm: () => false,
      report: () => {},
      clock: new ManualClock(),
      log: pino({ level: 'silent' }),
      publicUrl: null,
      dataDir: database.dir,
    };
    return contextOf(adapter, lent).memory;
  }

  test('gives back what was kept, and forgets it', async () => {
    const memory = memoryOf('one', new Secrets(NOW));
    expect(await memory.get('token')).toBeNull();
    await memory.set('token', TOKEN);
    expect(await memory.get('token')).toBe(TOKEN);
    await memory.set('token', null);
    expect(await memory.get('token')).toBeNull();
  });

  test('is encrypted at rest', async () => {
    await memoryOf('one', new Secrets(NOW)).set('token', TOKEN);
    const rows = await database.tables.selectFrom('adapter_memory').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
  });

  test('is opened by the secret of before, and sealed anew by that of now', async () => {
    await memoryOf('one', new Secrets(BEFORE)).set('token', TOKEN);
    const rotated = memoryOf('one', new Secrets(NOW, BEFORE));
    expect(await rotated.get('token')).toBe(TOKEN);
    expect(await memoryOf('one', new Secrets(NOW)).get('token')).toBeNull();
    await rotated.set('token', TOKEN);
    expect(await memoryOf('one', new Secrets(NOW)).get('token')).toBe(TOKEN);
  });

  test('that no secret of ours opens is as good as forgotten', async () => {
    await database.memory('one').set('token', 'in clear, by an older version');
    expect(await memoryOf('one', new Secrets(NOW)).get('token')).toBeNull();
  });

  test('keeps no key in the clear, and knows one kept under the secret of before', async () => {
    const person = { platform: 'one', realm: 'r', user: 'U-zq81qx7' };
    const key = `conversation ${personKey(person)}`;
    await memoryOf('one', new Secrets(BEFORE)).set(key, TOKEN, person);
    const rotated = memoryOf('one', new Secrets(NOW, BEFORE));
    const rows = () => database.tables.selectFrom('adapter_memory').selectAll().execute();
    expect(JSON.stringify(await rows())).not.toContain('zq81qx7');
    expect(await rotated.get(key)).toBe(TOKEN);
    await rotated.set(key, TOKEN, person);
    expect(await rows()).toEqual([
      expect.objectContaining({ owner: new Secrets(NOW).hash('owner', personKey(person)) }),
    ]);
    await memoryOf('one', new Secrets(BEFORE)).set(key, TOKEN, person);
    await rotated.set(key, null);
    expect(await rows()).toEqual([]);
  });

  test('is private to its adapter', async () => {
    await memoryOf('one', new Secrets(NOW)).set('token', TOKEN);
    expect(await memoryOf('other', new Secrets(NOW)).get('token')).toBeNull();
  });
});
