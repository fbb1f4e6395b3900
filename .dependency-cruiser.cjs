// Who may know whom: ARCHITECTURE.md as rules. The rooms of app/domain stand on a ladder; nothing imports upwards.
const ladder = [
  'shared',
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
  'invoicing',
  'checkout',
  'fulfilment',
  'reporting',
  'erasure',
];
const onShared = ['impact', 'ledger', 'payments', 'outbox', 'books'];
const room = (names) => `^app/domain/(${names.join('|')})/`;
const test = '\\.(test|contract)\\.tsx?$';

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
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...upwards,
    ...beside,
    {
      name: 'domain-knows-no-web',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: test },
      to: {
        path: '^app/(routes|http|ui|i18n|mail|documents|stand-ins|wiring|env|root|entry)|node_modules/(react|@remix-run|hono)/',
      },
    },
    {
      name: 'nobody-imports-routes',
      severity: 'error',
      from: { pathNot: '^app/routes\\.ts$|\\.test\\.ts$' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'ui-knows-types-and-words',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/(http|wiring|env|mail|stand-ins)|^db/' },
    },
    {
      name: 'ui-takes-only-types-from-the-server',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-knows-no-routes-nor-ui',
      severity: 'error',
      from: { path: '^app/http/', pathNot: test },
      to: { path: '^app/(routes|ui)/' },
    },
    {
      name: 'i18n-knows-types-only',
      severity: 'error',
      from: { path: '^app/i18n/' },
      to: { path: '^app/(http|ui|routes|wiring)|^db/' },
    },
    { name: 'schema-knows-constants-only', severity: 'error', from: { path: '^db/schema/' }, to: { path: '^app/' } },
    {
      name: 'stand-ins-stand-apart',
      severity: 'error',
      from: { path: '^app/(domain|http|ui|routes|i18n)/' },
      to: { path: '^app/stand-ins/' },
    },
    {
      name: 'stand-ins-know-no-domain',
      severity: 'error',
      from: { path: '^app/stand-ins/' },
      to: { path: '^app/(domain|http|ui|routes|wiring)|^db/' },
    },
    {
      name: 'only-wiring-opens-things',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/(wiring|http/visit|entry\\.server|http/answer)|\\.test\\.' },
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
