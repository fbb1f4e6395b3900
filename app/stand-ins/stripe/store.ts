// The stand-in's own database file: sessions, accounts, events, the response of each idempotency key, and its books.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { moneyBooks, moneySchema } from './money.ts';

export type StandInSession = {
  id: string;
  object: 'checkout.session';
  amount_subtotal: number;
  amount_total: number;
  cancel_url: string;
  client_reference_id: string;
  created: number;
  currency: string;
  customer_email: string | null;
  expires_at: number;
  livemode: false;
  locale: string;
  mode: 'payment';
  payment_intent: string | null;
  payment_status: 'unpaid' | 'paid';
  status: 'open' | 'complete' | 'expired';
  success_url: string;
  url: string | null;
  metadata: Record<string, string>;
  /** The order paid for; null or absent in older sessions. */
  transfer_group?: string | null;
  /** Allowed ways to pay; absent in older sessions. */
  methods?: string[];
};

/** A connected account, with the fields that the stand-in needs. */
export type StandInAccount = {
  id: string;
  name: string;
  email: string;
  party: string;
  state: 'new' | 'no-bank' | 'in-review' | 'ready' | 'restricted' | 'refused';
  created: number;
};
export type AccountLink = { id: string; account: string; returnUrl: string; refreshUrl: string; expiresAt: number };
export type StoredAnswer = { paramsHash: string; status: number; body: string };
export type Store = ReturnType<typeof openStore>;

/** `feeSeconds`: how long after a payment its fee is known. */
export function openStore(file: string, feeSeconds: () => number = () => 0) {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`create table if not exists sessions (id text primary key, body text not null, lines text not null) strict;
    create table if not exists answers (key text primary key, params_hash text not null, status integer not null, body text not null) strict;
    create table if not exists events (id text primary key, body text not null, delivered integer not null) strict;
    create table if not exists secrets (id integer primary key check (id in (1, 2)), webhook text not null) strict;
    create table if not exists accounts (id text primary key, body text not null) strict;
    create table if not exists links (id text primary key, body text not null) strict;`);
  addColumns(db);
  db.exec(moneySchema);
  return {
    ...moneyBooks(db, feeSeconds),
    /** All or nothing: a charge without its session and event would be money that Halle never learns of. */
    atomically<T>(work: () => T): T {
      return db.transaction(work).immediate();
    },
    findSession(id: string): StandInSession | null {
      return read(db, 'sessions', id);
    },
    linesOf(id: string): { name: string; amount: number }[] {
      return JSON.parse(
        (db.prepare('select lines from sessions where id = ?').pluck().get(id) as string | undefined) ?? '[]',
      );
    },
    saveSession(session: StandInSession, lines?: { name: string; amount: number }[]): void {
      db.prepare(
        'insert into sessions (id, body, lines) values (?, ?, ?) on conflict (id) do update set body = excluded.body',
      ).run(session.id, JSON.stringify(session), JSON.stringify(lines ?? []));
    },
    findAccount(id: string): StandInAccount | null {
      return read(db, 'accounts', id);
    },
    saveAccount(account: StandInAccount): void {
      write(db, 'accounts', account);
    },
    listAccounts(): StandInAccount[] {
      return (db.prepare('select body from accounts order by rowid').pluck().all() as string[]).map((body) =>
        JSON.parse(body),
      );
    },
    saveLink(link: AccountLink): void {
      write(db, 'links', link);
    },
    findLink(id: string): AccountLink | null {
      return read(db, 'links', id);
    },
    findAnswer(key: string): StoredAnswer | null {
      const row = db.prepare('select params_hash as paramsHash, status, body from answers where key = ?').get(key);
      return (row as StoredAnswer | undefined) ?? null;
    },
    keepAnswer(key: string, answer: StoredAnswer): void {
      db.prepare('insert into answers (key, params_hash, status, body) values (?, ?, ?, ?)').run(
        key,
        answer.paramsHash,
        answer.status,
        answer.body,
      );
    },
    /** Sessions with a delayed payment that has neither succeeded nor failed yet. */
    pendingSessions(): StandInSession[] {
      const bodies = db
        .prepare(`select body from sessions where json_extract(body, '$.metadata.pending') <> ''`)
        .pluck();
      return (bodies.all() as string[]).map((body) => JSON.parse(body));
    },
    /** Blanks an address wherever a session, an answer or an event has it, in the file too. */
    eraseAddress(email: string): void {
      for (const table of ['sessions', 'answers', 'events'])
        db.prepare(`update ${table} set body = replace(body, ?, ?) where instr(body, ?)`).run(
          email,
          'gone@forgotten.invalid',
          email,
        );
      db.exec('vacuum');
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    keepEvent(id: string, body: string): void {
      db.prepare('insert into events (id, body, delivered) values (?, ?, 0)').run(id, body);
    },
    /** Events of the platform's own account, latest first. */
    listEvents(since: number, types: readonly string[]): { id: string; created: number; type: string }[] {
      const rows = db
        .prepare(
          `select body from events where json_extract(body, '$.account') is null and json_extract(body, '$.created') >= ?
           and (? = '[]' or json_extract(body, '$.type') in (select value from json_each(?)))
           order by json_extract(body, '$.created') desc, rowid desc`,
        )
        .pluck()
        .all(since, JSON.stringify(types), JSON.stringify(types)) as string[];
      return rows.map((body) => JSON.parse(body));
    },
    markDelivered(id: string): void {
      db.prepare('update events set delivered = 1 where id = ?').run(id);
    },
    undelivered(): { id: string; body: string }[] {
      return db.prepare('select id, body from events where delivered = 0').all() as { id: string; body: string }[];
    },
    /** The secret that signs events of the platform's account or of the connected ones: random, made once. */
    webhookSecret(of: 'own' | 'connect'): string {
      const id = of === 'own' ? 1 : 2;
      db.prepare('insert or ignore into secrets (id, webhook) values (?, ?)').run(
        id,
        `whsec_${randomBytes(24).toString('hex')}`,
      );
      return db.prepare('select webhook from secrets where id = ?').pluck().get(id) as string;
    },
    close: () => db.close(),
  };
}

/** Adds the columns that files of an earlier version lack. */
function addColumns(db: Database.Database): void {
  const has = (table: string, column: string) =>
    db.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column) !== undefined;
  if (has('charges', 'id') && !has('charges', 'fee'))
    db.exec('alter table charges add column fee integer not null default 0');
  if (has('refunds', 'id') && !has('refunds', 'failed_at'))
    db.exec(
      `alter table refunds add column failed_at integer; alter table refunds add column metadata text not null default '{}'`,
    );
  if (has('charges', 'id') && !has('charges', 'settled_at'))
    db.exec(`alter table charges add column settled_at integer not null default 0;
      alter table charges add column refund_status text not null default 'succeeded'`);
  if (has('refunds', 'id') && !has('refunds', 'status'))
    db.exec(`alter table refunds add column status text not null default 'succeeded';
      alter table refunds add column moved_at integer;
      update refunds set moved_at = at, status = iif(failed_at is null, 'succeeded', 'failed')`);
  const secrets = db.prepare(`select sql from sqlite_schema where name = 'secrets'`).pluck().get() as string;
  if (!secrets.includes('(1, 2)'))
    db.exec(`alter table secrets rename to old_secrets; create table secrets (id integer primary key check (id in (1, 2)), webhook text not null) strict;
      insert into secrets select * from old_secrets; drop table old_secrets`);
}

function read<T>(db: Database.Database, table: 'sessions' | 'accounts' | 'links', id: string): T | null {
  const body = db.prepare(`select body from ${table} where id = ?`).pluck().get(id) as string | undefined;
  return body ? JSON.parse(body) : null;
}

function write(db: Database.Database, table: 'accounts' | 'links', row: { id: string }): void {
  db.prepare(`insert into ${table} (id, body) values (?, ?) on conflict (id) do update set body = excluded.body`).run(
    row.id,
    JSON.stringify(row),
  );
}
