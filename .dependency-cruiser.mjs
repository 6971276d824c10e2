// The arrows of the project: imports point one way. Run: npm run check:arrows. Types count as imports.
//
//   adapters -> src/chat        db -> the store interfaces of src        only src/bootstrap.ts and src/configure.ts know both

/** The folders of src that hold the domain: rules that know no platform, no SQL and no web. */
const DOMAIN = '^src/(ideas|duplicates|votes|labs|members|decisions|digest)/';

/** A package from npm, by the beginning of its name; its types count too. */
const npm = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})`;
const PLATFORM_SDKS = npm('@slack/', '@mattermost/', 'matrix-');

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'box-knows-no-platform-no-sql',
      'src/bootstrap.ts is the one wiring place, src/configure.ts the list of adapters: nothing else in src knows them or db/.',
      { path: '^src/', pathNot: '^src/(bootstrap|configure)\\.ts$' },
      { path: '^(adapters|db)/' },
    ),
    rule(
      'domain-knows-only-domain',
      'The domain says what the box means; chat, delivery and web carry it and import it, not the reverse.',
      { path: DOMAIN },
      {
        path: ['^src/(chat|delivery|web)/', '^src/(main|bootstrap)\\.ts$', npm('hono/', '@hono/')],
        // What a use case asks of the outbox is said in its words.
        pathNot: '^src/delivery/saying\\.ts$',
      },
    ),
    rule(
      'platform-sdk-only-in-its-adapter',
      'What a platform offers is translated in adapters/ to the neutral language of src/chat.',
      { path: '^(src|db)/' },
      { path: PLATFORM_SDKS },
    ),
    rule(
      'adapter-speaks-only-chat',
      'An adapter may live in a package of its own: it gets the contract, a clock and a log, nothing else.',
      { path: '^adapters/' },
      { path: '^(src|db)/', pathNot: '^src/(chat/|(clock|log)\\.ts$)' },
    ),
    rule(
      'adapters-do-not-know-each-other',
      'What two adapters share belongs to src/chat.',
      { path: '^adapters/([^/]+)/' },
      { path: '^adapters/', pathNot: '^adapters/$1/' },
    ),
    rule(
      'db-only-implements-stores',
      'db/ fills the interfaces that src/ declares; it starts nothing and answers nobody.',
      { path: '^db/' },
      { path: ['^adapters/', '^src/chat/router', '^src/(main|bootstrap)\\.ts$'] },
    ),
    rule(
      'nothing-imports-scripts',
      'scripts/ is what an operator runs; what the box needs too belongs to src/.',
      { pathNot: '^(scripts|test)/' },
      { path: '^scripts/' },
    ),
    rule(
      'nothing-imports-tests',
      'Only tests import tests.',
      { pathNot: '^(test|scripts/bench)/' },
      { path: '^test/' },
    ),
    rule(
      'bench-uses-only-fakes',
      'What a platform sends is written once, in its fake; a bench sends the same, and needs nothing else of the tests.',
      { path: '^scripts/bench/' },
      { path: '^test/', pathNot: '^test/fakes/' },
    ),
    rule(
      'fakes-know-no-adapter',
      'A fake checks what the platform checks; sharing code with an adapter it would share its mistakes.',
      { path: '^test/fakes/' },
      { path: '^adapters/' },
    ),
    rule(
      'sqlite-only-in-db',
      'Also in the local chat, which keeps its messages in a file of its own as a platform would.',
      { pathNot: '^(db|adapters/local|scripts/bench|test)/' },
      { path: npm('better-sqlite3/') },
    ),
    rule(
      'kysely-only-in-db',
      'SQL is written in db/; the rest sees stores and read models.',
      { pathNot: '^(db|scripts/bench|test)/' },
      { path: npm('kysely/') },
    ),
    rule(
      'no-cycles',
      'Two files that need each other are one file, or lack a third.',
      {},
      { circular: true },
    ),
    rule(
      'no-dev-package-in-the-program',
      'What runs after `npm ci --omit=dev` imports packages of "dependencies" only.',
      { path: '^(src|adapters|db|scripts)/', pathNot: '^scripts/bench/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    // As node resolves them.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
