// Who may know whom: ARCHITECTURE.md as rules. The rooms of app/domain stand on a ladder; nothing imports upwards.
const ladder = [
  'shared',
  'towns',
  'calendar',
  'claims',
  'accounts',
  'suppliers',
  'rounds',
  'catalogue',
  'imports',
  'scoring',
  'evidence',
  'moderation',
  'search',
  'basket',
  'orders',
  'buying',
  'invoicing',
  'settlement',
  'receipts',
  'checkout',
  'fulfilment',
  'reporting',
  'erasure',
];
const onShared = ['impact', 'ledger', 'payments', 'outbox', 'books', 'jobs', 'security'];
const room = (names) => `^app/domain/(${names.join('|')})/`;
const test = '\\.(test|contract)\\.tsx?$';

/** Pages, views and forms by the people they serve. */
const wings = ['market', 'buyer', 'account', 'seller', 'steward', 'town', 'api'];
const wing = (names) => `^app/(${names.join('|')})/`;
const apart = wings.map((name) => ({
  name: `${name}-knows-no-other-wing`,
  severity: 'error',
  from: { path: wing([name]), pathNot: test },
  to: { path: wing(wings), pathNot: wing([name]) },
}));
const floor = {
  name: 'the-floor-knows-no-wing',
  severity: 'error',
  from: { path: '^(app|db)/', pathNot: `${wing(wings)}|${test}` },
  to: { path: wing(wings) },
};

const upwards = ladder.map((name, i) => ({
  name: `${name}-knows-only-lower-rooms`,
  severity: 'error',
  from: { path: room([name]), pathNot: test },
  to: { path: room(name === 'shared' ? [...ladder.slice(1), ...onShared] : ladder.slice(i + 1)) },
}));
const beside = onShared.map((name) => ({
  name: `${name}-stands-on-shared`,
  severity: 'error',
  from: { path: room([name]), pathNot: test },
  to: { path: '^app/domain/', pathNot: room(['shared', name]) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: test },
      to: { circular: true },
    },
    ...upwards,
    ...beside,
    ...apart,
    floor,
    {
      name: 'domain-knows-no-web',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: test },
      to: {
        path: '^app/(account|api|buyer|market|seller|steward|town|http|ui|i18n|mail|documents|stand-ins|wiring|env|root|entry)|node_modules/(react|@remix-run|hono)/',
      },
    },
    {
      name: 'nobody-imports-pages',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(\\w+/pages|seller/joining)/' },
    },
    {
      name: 'ui-knows-types-and-messages',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/(http|wiring|env|mail|stand-ins)|^db/' },
    },
    {
      name: 'views-open-nothing',
      severity: 'error',
      from: { path: `${wing(wings)}[^/]+\\.tsx$` },
      to: { path: '^app/(wiring|env|mail|stand-ins)|^db/' },
    },
    {
      name: 'views-take-only-types-from-the-server',
      severity: 'error',
      from: { path: `^app/ui/|${wing(wings)}[^/]+\\.tsx$`, pathNot: test },
      to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-knows-no-ui',
      severity: 'error',
      from: { path: '^app/http/', pathNot: test },
      to: { path: '^app/ui/' },
    },
    {
      name: 'i18n-knows-types-only',
      severity: 'error',
      from: { path: '^app/i18n/' },
      to: { path: '^app/(account|api|buyer|market|seller|steward|town|http|ui|wiring)|^db/' },
    },
    {
      // Closed lists and shapes of JSON columns, from files without a database.
      name: 'schema-knows-constants-only',
      severity: 'error',
      from: { path: '^db/schema/' },
      to: { path: '^app/', pathNot: '^app/domain/\\w+/[^./]+\\.ts$' },
    },
    {
      name: 'stand-ins-stand-apart',
      severity: 'error',
      from: { path: '^app/(account|api|buyer|market|seller|steward|town|domain|http|ui|i18n)/' },
      to: { path: '^app/stand-ins/' },
    },
    {
      name: 'stand-ins-know-no-domain',
      severity: 'error',
      from: { path: '^app/stand-ins/' },
      to: { path: '^app/(account|api|buyer|market|seller|steward|town|domain|http|ui|wiring)|^db/' },
    },
    {
      name: 'only-wiring-opens-things',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/(wiring|http/request-context|entry\\.server|http/handler)|\\.test\\.' },
      to: { path: '^app/wiring', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-seeds-tests-bin',
      severity: 'error',
      from: { path: '^(app|db)/', pathNot: test },
      to: { path: '^(seeds|tests|bin)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(build|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
