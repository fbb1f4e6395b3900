// The stand-in's own books, in its own file: sessions, charges, and what each idempotency key was answered.
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
};

export type StoredAnswer = { paramsHash: string; status: number; body: string };

export type Store = ReturnType<typeof openStore>;

export function openStore(file: string) {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`create table if not exists sessions (id text primary key, body text not null, lines text not null) strict;
    create table if not exists answers (key text primary key, params_hash text not null, status integer not null, body text not null) strict;
    create table if not exists charges (id text primary key, session_id text not null unique, amount integer not null, at integer not null) strict;`);
  return {
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
    charge(id: string, sessionId: string, amount: number, at: number): void {
      db.prepare('insert into charges (id, session_id, amount, at) values (?, ?, ?, ?)').run(id, sessionId, amount, at);
    },
    chargedTotal(): number {
      return db.prepare('select coalesce(sum(amount), 0) from charges').pluck().get() as number;
    },
    close: () => db.close(),
  };
}
