// Makes dist/: what node runs, by tsc, and what the browser runs, by esbuild.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

const PAGE = 'adapters/local/page';

process.chdir(join(import.meta.dirname, '..'));
// From nothing: a file that was renamed must not live on in dist/.
rmSync('dist', { recursive: true, force: true });

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

if (existsSync(join(PAGE, 'main.tsx'))) {
  const out = join('dist', PAGE);
  await build({
    entryPoints: [join(PAGE, 'main.tsx')],
    outfile: join(out, 'main.js'),
    tsconfig: join(PAGE, 'tsconfig.json'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    logLevel: 'warning',
  });
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(PAGE)) {
    if (['.html', '.css'].includes(extname(file))) copyFileSync(join(PAGE, file), join(out, file));
  }
}
