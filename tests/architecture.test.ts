import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locales } from '#app/domain/shared/locale.ts';

const sources = globSync('{app,db,seeds,bin,tests}/**/*.{ts,tsx,mjs}').filter((file) => !file.includes('.d.ts'));
const text = (file: string) => readFileSync(file, 'utf8');

test('imports follow the dependency rules', () => {
  const cruise = (...roots: string[]) =>
    spawnSync(
      process.execPath,
      [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err',
        ...roots,
      ],
      { encoding: 'utf8' },
    );
  expect(cruise('app', 'db', 'seeds', 'bin', 'server.ts').stdout).toContain('no dependency violations');
});

test('no source file has more than 300 lines', () => {
  const long = sources.map((file) => [file, text(file).split('\n').length] as const).filter(([, lines]) => lines > 300);
  expect(long).toEqual([]);
});

const owners: Record<string, RegExp> = {
  accounts:
    /organisations|public_organisations|users|user_roles|role_invitations|memberships|invitations|sessions|passkeys|letter_codes|kept_forms|letter_tokens|delivery_addresses|letter_choices|letter_keys|siret_claims/,
  suppliers: /suppliers|supplier_(?!scores)\w+|decision_proposals/,
  towns: /towns/,
  calendar: /capacities|weekly_plans|plan_exceptions|spans|span_movements/,
  rounds: /town_rounds/,
  reporting:
    /town_publications|published_entries|published_files|kept_figures|kept_years|moved_years|sum_tree_tiles|factor_publications|purchase_answers|declared_gifts|agec_shares|public_version/,
  claims: /pending_texts|claim_rule_runs/,
  catalogue:
    /figure_runs|offers|offer_sessions|offer_figures|offer_images|offer_changes|offer_notices|offer_reviews|stock_movements/,
  imports: /offer_imports|offer_import_rows/,
  scoring: /supplier_scores|town_scores|score_leaves/,
  evidence:
    /method_publications|evidence|evidence_files|evidence_steps|peer_\w+|claim_re\w+|score_jumps|evidence_rechecks|recheck_draws/,
  moderation: /queue_assignments/,
  search: /search_\w+|unanswered_\w+/,
  basket: /baskets|basket_\w+/,
  orders: /orders|order_\w+|moved_commitments|calendar_addresses/,
  buying: /buying_\w+|cost_centres|budget_\w+|purchase_(policies|delegations|requests|events)/,
  payments: /payment_\w+/,
  ledger: /ledger_\w+/,
  outbox: /outbox|outbox_sent|audit/,
  jobs: /jobs|backups|health_probes|running_servers/,
  security: /security_\w+|address_salts|limit_counts|known_devices/,
  books: /book_\w+|books_checks/,
  invoicing: /invoices|invoice_\w+|contribution_invoices/,
  settlement: /lending_claims/,
  checkout: /bank_statements/,
  fulfilment: /hand_overs|span_conditions|span_things|money_clock/,
};

const tables = [...text('db/schema.sql').matchAll(/^create (?:virtual )?table ["`]?(\w+)/gim)].map(([, name]) => name!);
const ownersOf = (table: string) =>
  Object.keys(owners).filter((room) => new RegExp(`^(${owners[room]!.source})$`).test(table));

/** Code of the app that may name a table, without its comments, with the room it belongs to. */
const withSql = sources
  .filter((file) => file.startsWith('app/') && !/\.(test|contract)\.|stand-ins|^app\/i18n\//.test(file))
  .map((file) => ({
    file,
    room: /^app\/domain\/(\w+)\//.exec(file)?.[1],
    code: text(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const ofAnotherRoom = (room: string | undefined) => (table: string) =>
  tables.includes(table) && !ownersOf(table).includes(room ?? '');

test('each table has one room that owns it', () => {
  expect(tables.length).toBeGreaterThan(60);
  expect(tables.filter((table) => ownersOf(table).length !== 1)).toEqual([]);
});

test('each table is written only by the room that owns it', () => {
  const wrong = withSql.flatMap(({ file, room, code }) => {
    const written = [
      ...[...code.matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].map(([, name]) => snakeCase(name!)),
      ...[...code.matchAll(/(?:insert into|update|delete from) (\w+)/g)].map(([, name]) => name!),
    ];
    return written.filter(ofAnotherRoom(room)).map((table) => `${file} writes ${table}`);
  });
  expect(wrong).toEqual([]);
});

/** Tables that the code names: in SQL after from, join, into or update, and in imports of their Drizzle schema. */
function tablesNamedIn(code: string): string[] {
  const clauses = [...code.matchAll(/\b(?:from|join|into|update)\s+((?:\w+(?:\s+\w+)?,\s*)*\w+)/gi)];
  const imports = [...code.matchAll(/import \{([^}]*)\} from '#db\/schema\/\w+\.ts'/g)];
  return [
    ...clauses.flatMap(([, list]) => list!.split(',').map((name) => name.trim().split(/\s/)[0]!)),
    ...imports.flatMap(([, list]) =>
      list!
        .split(',')
        .map((name) => snakeCase(name.trim().split(' as ')[0]!))
        .filter((name) => name !== '' && !name.startsWith('type ')),
    ),
  ];
}

test('a room reads its own tables only, and code outside the domain reads none', () => {
  const reads = withSql.flatMap(({ file, room, code }) => {
    const named = [...new Set(tablesNamedIn(code).filter(ofAnotherRoom(room)))].sort();
    return named.map((table) => `${file} reads ${table}`);
  });
  expect(reads).toEqual([]);
});

test('rows are read through declared columns: preparedSql is for writes', () => {
  const read = /preparedSql\([^;]*?\)\s*\.(?:pluck|raw|get|all|iterate)\(/;
  expect(
    withSql.filter(({ code }) => read.test(code)).map(({ file }) => file),
    'V1.2.4',
  ).toEqual([]);
});

test('a language is a key: no code asks which one it is', () => {
  const languages = locales.map((locale) => `'${locale}'`).join('|');
  const patterns = {
    comparison: new RegExp(`(?:[=!]==?\\s*(?:${languages}))|(?:(?:${languages})\\s*[=!]==?)|case (?:${languages}):`),
    type: new RegExp(`(?:${languages})\\s*\\|\\s*(?:${languages})`),
    list: new RegExp(`\\[\\s*(?:${languages}),\\s*(?:${languages})`),
  };
  const asking = sources
    .filter((file) => /^(app|db|bin|seeds)\//.test(file) && !/\.(test|contract)\./.test(file))
    .filter((file) => !file.startsWith('app/i18n/') && file !== 'app/domain/shared/locale.ts')
    .flatMap((file) =>
      Object.entries(patterns)
        .filter(([, pattern]) => pattern.test(text(file)))
        .map(([kind]) => `${file}: ${kind}`),
    );
  expect(asking).toEqual([]);
});

test('every language is a folder of app/i18n, and every folder a language', () => {
  const folders = globSync('app/i18n/*/index.ts').map((file) => file.split('/')[2]);
  expect(folders.sort()).toEqual([...locales].sort());
});

test('the town is data: no source file of the app names it', () => {
  const { name } = JSON.parse(text('seeds/data/town.json')) as { name: string };
  const [word = name] = name.toLowerCase().split(' ');
  const files = globSync('app/**/*.{ts,tsx,css}').filter((file) => !file.includes('.test.'));
  const naming = files.filter((file) => text(file).toLowerCase().includes(word));
  expect([word, naming]).toEqual(['microville', []]);
});

test('only env.server.ts reads process.env in the app', () => {
  const readers = sources.filter(
    (file) => file.startsWith('app/') && !file.includes('.test.') && text(file).includes('process.env'),
  );
  expect(readers).toEqual(['app/env.server.ts']);
});

test('views have no inner HTML, no console and no text outside i18n', () => {
  for (const file of sources.filter(
    (name) => /^app\/(account|api|buyer|market|seller|steward|town|ui)\//.test(name) && !/\.(test|server)\./.test(name),
  )) {
    expect([file, text(file).includes('dangerouslySetInnerHTML')]).toEqual([file, false]);
    expect([file, /console\./.test(text(file))]).toEqual([file, false]);
    // Text between tags: at least three letters in a row outside braces.
    const between = [...text(file).matchAll(/>\s*([^<>{}]*?[A-Za-zÀ-ÿ]{3,}[^<>{}=;()]*?)\s*<\//g)]
      .map(([, text]) => text!.trim())
      .filter((text) => text !== 'Halle');
    expect([file, between], 'V1.2.5 V3.2.2').toEqual([file, []]);
  }
});

/** Each counts or remembers something of the process that no caller could pass. */
const assignedTwice = [
  'app/domain/accounts/common-passwords.server.ts: loaded', // read when a password is first chosen
  'app/domain/accounts/passwords.server.ts: running', // hashes under way, so that few run at once
  'app/domain/accounts/passwords.server.ts: decoy', // made once, at the first unknown address
];

test('nothing in a module of the domain is assigned twice, and no module of the app exports a variable', () => {
  const lets = (pattern: RegExp, folder: string) =>
    sources
      .filter((file) => file.startsWith(folder) && !/\.(test|contract)\./.test(file))
      .flatMap((file) => [...text(file).matchAll(pattern)].map(([, name]) => `${file}: ${name}`));
  expect(lets(/^export let (\w+)/gm, 'app/')).toEqual([]);
  expect(lets(/^let (\w+)/gm, 'app/domain/').sort()).toEqual([...assignedTwice].sort());
});

/** Minimum versions: lower ones have a published vulnerability that is not fixed. */
const floors: Record<string, string> = {
  '@remix-run/node': '2.17.3',
  '@remix-run/react': '2.17.3',
  'drizzle-orm': '0.45.2',
  'better-sqlite3': '13.0.0',
  hono: '4.13.0',
  vite: '6.4.0',
};

test('the lock file has the minimum versions and names no registry', () => {
  const lock = JSON.parse(text('package-lock.json')) as {
    packages: Record<string, { version: string; resolved?: string }>;
  };
  const number = (version: string) =>
    version.split('.').reduce((sum, part) => sum * 10_000 + Number.parseInt(part, 10), 0);
  for (const [name, floor] of Object.entries(floors)) {
    expect([name, number(lock.packages[`node_modules/${name}`]!.version) >= number(floor)]).toEqual([name, true]);
  }
  expect(Object.values(lock.packages).filter((entry) => entry.resolved)).toEqual([]);
});
