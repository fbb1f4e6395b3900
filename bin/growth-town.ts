// Asks every address of the access table in one town, as those who may, and prints what each answer took. Runs in its own
// process, with the built app in it: SQL statements and rows are counted as the driver runs them.
import { setTimeout } from 'node:timers/promises';
import type { ServerBuild } from '@remix-run/node';
import Database from 'better-sqlite3';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { type Access, access, type Rules } from '#app/http/access.ts';
import type * as Entry from '../app/entry.server.tsx';
import { handlerBySegment } from '../handlers.ts';
import { type Hold, measureHolds } from './growth-holds.ts';
import { findParameters } from './growth-parameters.ts';
import { addressesOf } from './town-addresses.ts';

export type Answer = {
  /** The address with its parameters by name: the same in every town. */
  key: string;
  route: string;
  path: string;
  status: number;
  statements: number;
  rows: number;
  bytes: number;
  /** Of the first answer after a start. */
  firstStatements: number;
  firstRows: number;
  /** CPU of the process, ms: of the first answer, and the least of the further ones. */
  firstMs: number;
  ms: number;
};
export type TownMeasure = {
  orders: number;
  startMs: number;
  /** Of each job as on a new day, the longest first. */
  holds: Hold[];
  /** CPU of an idle tick of the background. */
  idleTickMs: number;
  answers: Answer[];
  skipped: string[];
};

const repeats = Number(process.argv[2] ?? 3);
const counted = { statements: 0, rows: 0 };
countStatements();
const { setInterval: realInterval } = globalThis;
const idle = { unref() {}, ref() {} };
globalThis.setInterval = (() => idle) as unknown as typeof setInterval; // the background runs when it is measured
const build = (await import(new URL('../build/server/index.js', import.meta.url).href)) as ServerBuild;
const begun = cpuMs();
const services = await (build.entry.module as unknown as typeof Entry).getServices();
const startMs = cpuMs() - begun;
globalThis.setInterval = realInterval;
const remix = handlerBySegment(build, 'production');
const parameters = findParameters(services.db);
const cookies = await signIn();
const orders = services.db.$client.prepare('select count(*) from orders').pluck().get() as number;
askDocuments();
const holds = await measureHolds(services.db, services.tick, async () =>
  remix(new Request(`${services.env.origin}/api/v1/offers?q=bois`), {
    requestId: 'growth',
    nonce: 'growth',
    address: '127.0.0.1',
  }),
);
await finishWaiting();
const idleTickMs = await measureIdleTick();
const answers: Answer[] = [];
const skipped: string[] = [];
for (const [route, rules] of Object.entries(access) as [string, Rules][]) {
  if (!rules.read || route === 'root') continue;
  const paths = addressesOf(build, parameters, route);
  if (paths.length === 0) skipped.push(route);
  for (const { key, path } of paths) answers.push(await ask({ key, route, path }, cookieOf(rules.read, route)));
}
await services.close();
console.log(
  JSON.stringify({ orders, startMs: Math.round(startMs), holds, idleTickMs, answers, skipped } satisfies TownMeasure),
);
process.exit(0);

function countStatements(): void {
  const Statement = new Database(':memory:').prepare('select 1').constructor;
  const { prototype } = Statement as unknown as { prototype: Record<string, (...of: unknown[]) => unknown> };
  for (const name of ['all', 'get', 'run', 'iterate'] as const) {
    const run = prototype[name]!;
    prototype[name] = function (this: unknown, ...of: unknown[]): unknown {
      counted.statements++;
      const result = run.apply(this, of);
      if (name === 'all') counted.rows += (result as unknown[]).length;
      if (name === 'get' && result !== undefined) counted.rows++;
      return name === 'iterate' ? countRows(result as Iterable<unknown>) : result;
    };
  }
}

function* countRows(rows: Iterable<unknown>): Generator<unknown> {
  for (const row of rows) {
    counted.rows++;
    yield row;
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function signIn(): Promise<Record<string, string>> {
  const cookies: Record<string, string> = {};
  for (const [name, userId] of Object.entries(parameters.people)) {
    const opening = { method: 'password', userAgent: 'growth' } as const;
    const { name: key, value } = await openSession(services.sessions, userId, null, opening);
    cookies[name] = `${key}=${value}`;
  }
  return cookies;
}

function cookieOf(rule: Access, route: string): string | undefined {
  if (rule === 'anyone') return undefined;
  if (rule === 'steward' || rule === 'administrator') return cookies.steward;
  return route.startsWith('seller/') ? cookies.seller : cookies.buyer;
}

async function ask(of: Pick<Answer, 'key' | 'route' | 'path'>, cookie: string | undefined): Promise<Answer> {
  const once = async () => {
    const headers = { accept: 'text/html', 'accept-language': 'fr', ...(cookie ? { cookie } : {}) };
    const context = { requestId: 'growth', nonce: 'growth', address: '127.0.0.1' };
    const from = cpuMs();
    [counted.statements, counted.rows] = [0, 0];
    const response = await remix(new Request(services.env.origin + of.path, { headers }), context);
    const bytes = (await response.arrayBuffer()).byteLength;
    return { status: response.status, bytes, ...counted, ms: cpuMs() - from };
  };
  const first = await once();
  let ms = first.ms;
  let last = first;
  for (let i = 0; i < repeats && first.ms < 10_000; i++) {
    last = await once();
    ms = i === 0 ? last.ms : Math.min(ms, last.ms);
  }
  return {
    ...of,
    ...last,
    firstStatements: first.statements,
    firstRows: first.rows,
    firstMs: round(first.ms),
    ms: round(ms),
  };
}

/** The invoices of the month that is asked are made by the outbox, as each was after its hand-over; past orders are seeded without. */
function askDocuments(): void {
  services.db.$client
    .prepare(
      `update outbox
       set state = 'pending'
       where kind = 'document' and payload ->> '$.invoiceId' in (
         select i.id
         from invoices i
         join orders o on o.id = i.order_id
         where i.issued_at between date(@month || '-01', '-1 day') and date(@month || '-01', '+1 month', '+1 day') and (
           i.supplier_id = (select id from suppliers where slug = @slug)
           or o.organisation_id in (select organisation_id from memberships where user_id = @buyer)
         )
         union select id from invoices where order_id = @orderId
         union select id from contribution_invoices where supplier_id = (select id from suppliers where slug = @slug)
       )`,
    )
    .run({ ...parameters.values, buyer: parameters.people.buyer });
}

/** Letters, documents and years, which a town has done long before it is asked: their CPU is not to count in the answers. */
async function finishWaiting(): Promise<void> {
  const waiting = services.db.$client.prepare(
    `select 1
     from outbox
     where kind in ('mail', 'document') and state in ('pending', 'sending')
     union all
     select 1 from moved_years`,
  );
  const hasten = services.db.$client.prepare(
    "update jobs set due_at = '2000-01-01' where name in ('outbox', 'kept-years')",
  );
  for (let i = 0; i < 600 && waiting.get(); i++) {
    hasten.run();
    await services.tick();
    await setTimeout(100);
  }
}

async function measureIdleTick(): Promise<number> {
  const from = cpuMs();
  for (let i = 0; i < 5; i++) await services.tick();
  return round((cpuMs() - from) / 5);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
