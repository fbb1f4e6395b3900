// Moves a part of the running server along in time, in its database: its day has come, its ten minutes are over.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { TestApp } from './test-app.ts';

/** The parts of an order are due today. */
export function bringDayForward(app: TestApp, orderId: string): void {
  write(app, "update order_parts set deliver_on = date('now') where order_id = ?", orderId);
}

/** The time to undo the order's hand-overs is over. */
export function endUndoTime(app: TestApp, orderId: string): void {
  write(
    app,
    `update outbox
     set run_at = created_at
     where kind = 'hand-over' and payload ->> 'handOverId' in (select id from hand_overs where order_id = ?)`,
    orderId,
  );
}

/** The code that the buyer of an order gives, of its first part. */
export function codeOf(app: TestApp, orderId: string): string {
  return open(app, (db) =>
    db.prepare('select hand_over_code from order_parts where order_id = ?').pluck().get(orderId),
  ) as string;
}

function write(app: TestApp, sql: string, orderId: string): void {
  open(app, (db) => db.prepare(sql).run(orderId));
}

function open<T>(app: TestApp, work: (db: Database.Database) => T): T {
  const db = new Database(join(app.dataDir, 'halle.sqlite'), { timeout: 5000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
