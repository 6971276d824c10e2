// Started several times at once by migrations.test.ts: what each process of the box does at its start.
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';

async function main(): Promise<void> {
  const engine = await openSqlite(process.argv[2] ?? '');
  await migrate(engine.write, engine.ddl);
  await engine.close();
}

void main();
