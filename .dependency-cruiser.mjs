/**
 * The borders of the house: dependencies point one way (docs/architecture.md). `npm run check -- borders`.
 * A rule names a folder, and everything that this folder may not import.
 */
const packages = {
  protocol: [],
  engagement: ['protocol'],
  seal: [],
  sfu: ['seal'],
  ink: ['protocol'],
  cobrowse: ['protocol'],
  call: ['protocol', 'engagement'],
  ui: ['protocol'],
  desk: ['protocol', 'engagement', 'call', 'ui', 'ink', 'cobrowse'],
  console: ['protocol', 'ui'],
  widget: ['protocol', 'engagement', 'call', 'ui', 'ink', 'cobrowse'],
  server: ['protocol', 'engagement', 'sfu', 'seal', 'ink'],
  demo: [],
  bench: ['protocol', 'engagement', 'sfu', 'seal', 'ink', 'server', 'e2e'],
  e2e: ['protocol', 'ink'],
};

/** Parts of protocol that bring no zod, which a customer's page may therefore load. */
const weightless = '^protocol/src/(constants|problem|version)\\.ts$';
const tests = '\\.(test|contract)\\.tsx?$|/test/';
const inBrowser = '^(call|ui|desk|console|widget|ink|cobrowse)/src';

const folderRules = Object.entries(packages).map(([name, mayImport]) => ({
  name: `${name}-imports-only-${mayImport.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^${name}/src`, pathNot: tests },
  to: { path: `^(${Object.keys(packages).join('|')})/`, pathNot: `^(${[name, ...mayImport].join('|')})/` },
}));

const rules = [
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'everything-resolves',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-dependencies-only',
    comment: 'A package names in its own package.json what it imports.',
    severity: 'error',
    from: { pathNot: tests },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'protocol-needs-zod-alone',
    severity: 'error',
    from: { path: '^protocol/src', pathNot: tests },
    to: { pathNot: '^protocol/src|^node_modules/zod/' },
  },
  {
    name: 'engagement-is-pure',
    comment: 'No I/O and no library; the types of protocol and its weightless parts.',
    severity: 'error',
    from: { path: '^engagement/src', pathNot: tests },
    to: { pathNot: '^(engagement|protocol)/src' },
  },
  {
    name: 'zod-stays-off-the-customer-page',
    comment:
      'Engagement, call and widget take types from protocol, and values only from its weightless parts.',
    severity: 'error',
    from: { path: '^(engagement|call|widget|ink|cobrowse)/src', pathNot: tests },
    to: { path: '^protocol/src', pathNot: weightless, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'weightless-parts-stay-so',
    severity: 'error',
    from: { path: weightless },
    to: { pathNot: weightless, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'react-stays-off-the-customer-page',
    severity: 'error',
    from: { path: '^(widget|call)/src' },
    to: { path: '^node_modules/(react|react-dom|radix-ui|lucide-react)/', reachable: true },
  },
  {
    name: 'browser-code-has-no-node',
    severity: 'error',
    from: { path: inBrowser, pathNot: tests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'call-has-no-framework',
    severity: 'error',
    from: { path: '^call/src', pathNot: tests },
    to: { path: '^node_modules/', pathNot: '^node_modules/zustand/' },
  },
  {
    name: 'repositories-are-private',
    comment: 'A capability reaches another through its commands or its events.',
    severity: 'error',
    from: { path: '^server/src/([^/]+)/', pathNot: tests },
    to: { path: '^server/src/[^/]+/repository\\.ts$', pathNot: '^server/src/$1/' },
  },
  {
    name: 'platform-knows-no-capability',
    severity: 'error',
    // schema.ts adds up the capabilities' tables, as types.
    from: { path: '^server/src/platform/', pathNot: `${tests}|platform/schema\\.ts$` },
    to: { path: '^server/src/', pathNot: '^server/src/(platform/|config\\.ts)' },
  },
  {
    name: 'only-main-starts-things',
    severity: 'error',
    from: { path: '^server/src/', pathNot: tests },
    to: { path: '^server/src/main\\.ts$' },
  },
  {
    name: 'tests-are-not-imported',
    severity: 'error',
    from: { pathNot: `${tests}|^(e2e|bench)/` },
    to: { path: tests },
  },
];

export default {
  forbidden: [...rules, ...folderRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|\\.d\\.ts$' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
    },
  },
};
