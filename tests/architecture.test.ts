import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

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
  expect(cruise('app', 'db', 'seeds', 'bin').stdout).toContain('no dependency violations');
});

test('no source file has more than 300 lines', () => {
  const long = sources.map((file) => [file, text(file).split('\n').length] as const).filter(([, lines]) => lines > 300);
  expect(long).toEqual([]);
});

const owners: Record<string, RegExp> = {
  accounts: /organisations|users|user_roles|memberships|sessions/,
  suppliers: /suppliers|supplier_\w+/,
  rounds: /town_rounds|town_round_days/,
  reporting: /town_publications|factor_publications/,
  catalogue: /offers|offer_images|offer_changes|offer_reviews/,
  imports: /offer_imports|offer_import_rows/,
  scoring: /supplier_scores/,
  evidence:
    /method_publications|evidence|evidence_steps|peer_\w+|claim_\w+|score_jumps|evidence_rechecks|recheck_draws/,
  moderation: /queue_assignments/,
  search: /search_\w+/,
  basket: /baskets|basket_\w+/,
  orders: /orders|order_\w+/,
  payments: /payment_\w+/,
  ledger: /ledger_\w+/,
  outbox: /outbox|audit/,
  books: /book_\w+/,
  invoicing: /invoices|invoice_\w+/,
};

test('each table is written only by the room that owns it', () => {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const wrong = sources
    .filter((file) => file.startsWith('app/') && !file.includes('.test.') && !file.includes('stand-ins'))
    .flatMap((file) => {
      const code = text(file);
      const written = [
        ...[...code.matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].map(([, name]) => snake(name!)),
        ...[...code.matchAll(/(?:insert into|update|delete from) (\w+)/g)].map(([, name]) => name!),
      ];
      const room = /^app\/domain\/(\w+)\//.exec(file)?.[1];
      return written
        .filter((table) => Object.values(owners).some((tables) => new RegExp(`^(${tables.source})$`).test(table)))
        .filter((table) => !room || !owners[room] || !new RegExp(`^(${owners[room].source})$`).test(table))
        .map((table) => `${file} writes ${table}`);
    });
  expect(wrong).toEqual([]);
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
    expect([file, between]).toEqual([file, []]);
  }
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
