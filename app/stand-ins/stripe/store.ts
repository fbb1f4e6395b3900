// The stand-in's own books, in its own file: sessions, charges, and what each idempotency key was answered.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

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
  /** What the payment is for; of sessions made before it was kept, null. */
  transfer_group?: string | null;
};

export type StoredAnswer = { paramsHash: string; status: number; body: string };

export type Store = ReturnType<typeof openStore>;

export function openStore(file: string) {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`create table if not exists sessions (id text primary key, body text not null, lines text not null) strict;
    create table if not exists answers (key text primary key, params_hash text not null, status integer not null, body text not null) strict;
    create table if not exists charges (id text primary key, session_id text not null unique, amount integer not null, at integer not null) strict;
    create table if not exists refunds (id text primary key, charge_id text not null, amount integer not null check (amount > 0), at integer not null) strict;
    create table if not exists events (id text primary key, body text not null, delivered integer not null) strict;
    create table if not exists secrets (id integer primary key check (id = 1), webhook text not null) strict;`);
  return {
    /** All of it or nothing: a charge without its session and event would be money that nobody heard of. */
    atomically<T>(work: () => T): T {
      return db.transaction(work).immediate();
    },
    findSession(id: string): StandInSession | null {
      const body = db.prepare('select body from sessions where id = ?').pluck().get(id) as string | undefined;
      return body ? JSON.parse(body) : null;
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
    /** Sessions whose delayed payment was chosen and has neither come nor failed yet. */
    unsettled(): StandInSession[] {
      const bodies = db
        .prepare(`select body from sessions where json_extract(body, '$.metadata.settle') <> ''`)
        .pluck();
      return (bodies.all() as string[]).map((body) => JSON.parse(body));
    },
    keepEvent(id: string, body: string): void {
      db.prepare('insert into events (id, body, delivered) values (?, ?, 0)').run(id, body);
    },
    /** The latest first. */
    listEvents(since: number, types: readonly string[]): { id: string; created: number; type: string }[] {
      const rows = db
        .prepare(
          `select body from events where json_extract(body, '$.created') >= ? and (? = '[]' or json_extract(body, '$.type') in (select value from json_each(?)))
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
    /** The secret that signs events: random, made once, kept with the books. */
    webhookSecret(): string {
      db.prepare('insert or ignore into secrets (id, webhook) values (1, ?)').run(
        `whsec_${randomBytes(24).toString('hex')}`,
      );
      return db.prepare('select webhook from secrets where id = 1').pluck().get() as string;
    },
    /** Once for a session, however often it is asked. */
    charge(id: string, sessionId: string, amount: number, at: number): void {
      db.prepare('insert into charges (id, session_id, amount, at) values (?, ?, ?, ?) on conflict do nothing').run(
        id,
        sessionId,
        amount,
        at,
      );
    },
    /** What was paid on a payment intent, and what of it went back. Null when nothing was. */
    paidOn(intent: string): { charge: string; amount: number; refunded: number } | null {
      const row = db
        .prepare(
          `select c.id as charge, c.amount, coalesce((select sum(r.amount) from refunds r where r.charge_id = c.id), 0) as refunded from charges c where c.id = ?`,
        )
        .get(`ch_${intent.slice(3)}`);
      return (row as { charge: string; amount: number; refunded: number } | undefined) ?? null;
    },
    refund(id: string, charge: string, amount: number, at: number): void {
      db.prepare('insert into refunds (id, charge_id, amount, at) values (?, ?, ?, ?)').run(id, charge, amount, at);
    },
    /** Charges with what went back of each, the latest first, after one of them; null when that one is not known. */
    listCharges(after: string | null, limit: number) {
      const place = db.prepare('select at, id from charges where id = ?').get(after ?? '') as
        | { at: number; id: string }
        | undefined;
      if (after !== null && !place) return null;
      const rows = db
        .prepare(
          `select c.id, c.amount, c.at, s.body, coalesce((select sum(r.amount) from refunds r where r.charge_id = c.id), 0) as refunded
           from charges c join sessions s on s.id = c.session_id where @after is null or (c.at, c.id) < (@at, @id) order by c.at desc, c.id desc limit @limit`,
        )
        .all({ after, at: place?.at ?? 0, id: place?.id ?? '', limit }) as {
        id: string;
        amount: number;
        refunded: number;
        at: number;
        body: string;
      }[];
      return rows.map(({ body, ...row }) => ({ ...row, session: JSON.parse(body) as StandInSession }));
    },
    refundedTotal(): number {
      return db.prepare('select coalesce(sum(amount), 0) from refunds').pluck().get() as number;
    },
    chargedTotal(): number {
      return db.prepare('select coalesce(sum(amount), 0) from charges').pluck().get() as number;
    },
    close: () => db.close(),
  };
}
