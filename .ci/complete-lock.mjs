// Completes package-lock.json after `npm install`, so that `npm ci` accepts it. Run: node .ci/complete-lock.mjs
//
// Why: some packages (@swc/core, @biomejs/biome, …) list one optional dependency for each system they
// support. When npm cannot fetch the description of one of them at install, it leaves that one out of the lock
// file, silently, as optional dependencies may fail. `npm ci` then compares the lock file with the packages'
// own lists and stops: "EUSAGE … Missing: … from lock file". Holes of this kind are reported in npm/cli#8320 and
// npm/cli#4828, both closed; npm 11.19 still leaves them, `npm install --package-lock-only` too.
//
// What it does: adds an entry for each missing optional dependency. Its system is read from its name, so that
// npm skips it everywhere else; it has no integrity, as nothing was fetched. Entries that are there are never
// touched: a second run changes nothing, and later `npm install`s keep what was added. `npm
// uninstall` of the parent drops it. Run it again after each change of the dependencies.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);

const SYSTEMS = /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/;
const PROCESSORS = /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)$/;

/** What the end of a name such as `@swc/core-linux-arm64-musl` says of the system it is for. */
function systemOf(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.filter((word) => SYSTEMS.test(word));
  const cpu = words.filter((word) => PROCESSORS.test(word));
  if (cpu.length === 0) throw new Error(`${name}: no processor in its name, add it by hand`);
  // npm reads `libc` too: without it a glibc system would ask for the musl package as well.
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = os.includes('linux') ? [musl ? 'musl' : 'glibc'] : [];
  return { cpu, os, libc };
}

/** The places where node looks for `name` from the package at `path`, nearest first. */
function* placesOf(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    yield `${at ? `${at}/` : ''}node_modules/${name}`;
    if (at === '') return;
  }
}

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const packages = lock.packages;
const added = [];

for (const [path, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const places = [...placesOf(path, name)];
    const found = places.find((place) => packages[place]);
    // Versions of such packages are exact. A range could be met by what is there: npm is left to judge.
    if (found && (packages[found].version === version || !/^\d/.test(version))) continue;
    if (!/^\d+\.\d+\.\d+[^ ]*$/.test(version)) throw new Error(`${name}@${version}: not an exact version`);
    const { cpu, os, libc } = systemOf(name);
    // Shared at the top when that place is free, else private to its parent.
    packages[found ? places[0] : places.at(-1)] = {
      version,
      cpu,
      ...(parent.dev && { dev: true }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added.push(`${name}@${version}`);
  }
}

if (added.length > 0) {
  // npm's own order of keys, so that the next `npm install` does not reorder the file.
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}
for (const name of added) console.log(`added ${name}`);
if (added.length === 0) console.log('package-lock.json is complete');
