// The stand-in's own books: charges, refunds, transfers, reversals and disputes, and the balance of each account.
import type Database from 'better-sqlite3';
import {
  type BalanceMovement,
  type Charge,
  type DisputeRow,
  type DisputeStatus,
  disputeStatuses,
  type RefundRow,
  type RefundStatus,
  type Refused,
  type ReversalRow,
  type TransferRow,
} from './money-rows.ts';

const day = 86_400;
export const disputeFee = 2000;

/** Stripe's fee for a European card payment. */
export function cardFee(amount: number): number {
  return Math.round(amount * 0.015) + 25;
}

/** Stripe's fee for a SEPA debit, whatever its amount. */
const debitFee = 35;

/** A charge of a bank debit has an id of another kind. */
const isDebit = (chargeId: string) => chargeId.startsWith('py_');

export const moneySchema = `
  create table if not exists charges (id text primary key, session_id text not null unique, amount integer not null, at integer not null, fee integer not null default 0, settled_at integer not null default 0, refund_status text not null default 'succeeded') strict;
  create table if not exists refunds (id text primary key, charge_id text not null, amount integer not null check (amount > 0), at integer not null, failed_at integer, metadata text not null default '{}', status text not null default 'succeeded', moved_at integer) strict;
  create index if not exists refunds_by_charge on refunds (charge_id);
  create table if not exists transfers (id text primary key, account_id text not null, amount integer not null check (amount > 0), transfer_group text, charge_id text, at integer not null, metadata text not null) strict;
  create index if not exists transfers_by_charge on transfers (charge_id);
  create index if not exists transfers_by_account on transfers (account_id);
  create table if not exists reversals (id text primary key, transfer_id text not null, amount integer not null check (amount > 0), at integer not null, metadata text not null) strict;
  create index if not exists reversals_by_transfer on reversals (transfer_id);
  create table if not exists payouts (id text primary key, account_id text not null, amount integer not null check (amount > 0), at integer not null) strict;
  create table if not exists disputes (id text primary key, charge_id text not null unique, amount integer not null check (amount > 0), reason text not null, status text not null, at integer not null, due_by integer not null) strict;
  create table if not exists own_moves (id text primary key, type text not null, amount integer not null, at integer not null) strict;
  create index if not exists charges_by_time on charges (at);
  create index if not exists transfers_by_time on transfers (at);
  create index if not exists reversals_by_time on reversals (at);
  create table if not exists dispute_moves (id text primary key, dispute_id text not null, amount integer not null, fee integer not null, at integer not null) strict;`;

const moves = `
  select 'txn_' || id as id, iif(id glob 'py_*', 'payment', 'charge') as type, id as source, amount, fee, at from charges where settled_at <= unixepoch()
  union all select 'txn_' || id, iif(charge_id glob 'py_*', 'payment_refund', 'refund'), id, -amount, 0, moved_at from refunds where moved_at is not null
  union all select 'txn_f' || id, iif(charge_id glob 'py_*', 'payment_failure_refund', 'refund_failure'), id, amount, 0, failed_at from refunds where failed_at is not null and moved_at is not null
  union all select id, type, null, amount, 0, at from own_moves
  union all select 'txn_' || id, 'transfer', id, -amount, 0, at from transfers
  union all select 'txn_' || id, 'transfer_refund', id, amount, 0, at from reversals
  union all select id, 'adjustment', dispute_id, amount, fee, at from dispute_moves`;
const refundedOf =
  'coalesce((select sum(r.amount) from refunds r where r.charge_id = c.id and r.failed_at is null), 0)';
const reversedOf = 'coalesce((select sum(r.amount) from reversals r where r.transfer_id = t.id), 0)';

type ChargeRow = Omit<Charge, 'isDisputed'> & { isDisputed: 0 | 1 };

export function moneyBooks(db: Database.Database, feeSeconds: () => number) {
  const charges = `select c.id, c.amount, c.fee, c.at, c.settled_at as settledAt, c.refund_status as refundStatus, ${refundedOf} as refunded, exists (select 1 from disputes d where d.charge_id = c.id) as isDisputed, json_extract(s.body, '$.transfer_group') as "group"
    from charges c join sessions s on s.id = c.session_id`;
  const sent = `select t.id, t.account_id as account, t.amount, t.transfer_group as "group", t.charge_id as charge, t.at, t.metadata, ${reversedOf} as reversed from transfers t`;
  const given =
    'select id, charge_id as charge, amount, at, status, moved_at as movedAt, failed_at as failedAt, metadata from refunds';
  const taken = 'select id, transfer_id as transfer, amount, at, metadata from reversals';
  const number = (sql: string, ...values: unknown[]) =>
    (db
      .prepare(sql)
      .pluck()
      .get(...values) as number | null) ?? 0;
  const books = {
    /** Idempotent: charges a session once. */
    charge(id: string, sessionId: string, amount: number, at: number): void {
      db.prepare(
        'insert into charges (id, session_id, amount, at, fee, settled_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
      ).run(id, sessionId, amount, at, isDebit(id) ? debitFee : cardFee(amount), at + feeSeconds());
    },
    /** The fee of a charge becomes known. */
    setFeeKnown(charge: string, at: number): void {
      db.prepare('update charges set settled_at = ? where id = ?').run(at, charge);
    },
    /** The charge of a payment intent: of a card, or of a bank debit. */
    chargeOfIntent(intent: string): Charge | null {
      return books.findCharge(`ch_${intent.slice(3)}`) ?? books.findCharge(`py_${intent.slice(3)}`);
    },
    /** Sets the first state of the next refunds of a charge. */
    setRefundStatus(charge: string, status: RefundStatus): void {
      db.prepare('update charges set refund_status = ? where id = ?').run(status, charge);
    },
    findCharge(id: string): Charge | null {
      const row = db.prepare(`${charges} where c.id = ?`).get(id) as ChargeRow | undefined;
      return row ? { ...row, isDisputed: row.isDisputed === 1 } : null;
    },
    /** Latest first. */
    listCharges(): Charge[] {
      const rows = db.prepare(`${charges} order by c.at desc, c.id desc`).all() as ChargeRow[];
      return rows.map((row) => ({ ...row, isDisputed: row.isDisputed === 1 }));
    },
    refund(
      id: string,
      charge: string,
      amount: number,
      at: number,
      metadata = '{}',
      status: RefundStatus = 'succeeded',
    ): void {
      db.prepare('insert into refunds (id, charge_id, amount, at, metadata, status) values (?, ?, ?, ?, ?, ?)').run(
        id,
        charge,
        amount,
        at,
        metadata,
        'pending',
      );
      books.setRefund(id, status, at);
    },
    /** The next state of a refund: its money leaves when it succeeds, and comes back when it fails after that. */
    setRefund(id: string, status: RefundStatus, at: number): void {
      const isOver = status === 'failed' || status === 'canceled';
      db.prepare(
        `update refunds set status = ?, moved_at = iif(? = 'succeeded', coalesce(moved_at, ?), moved_at), failed_at = iif(?, ?, failed_at)
         where id = ? and failed_at is null`,
      ).run(status, status, at, isOver ? 1 : 0, at, id);
    },
    findRefund(id: string): RefundRow | null {
      return (db.prepare(`${given} where id = ?`).get(id) as RefundRow | undefined) ?? null;
    },
    refundsOf(charge: string): RefundRow[] {
      return db.prepare(`${given} where charge_id = ? order by rowid desc`).all(charge) as RefundRow[];
    },
    /** The buyer's bank returns a refund. */
    failRefund(id: string, at: number): void {
      books.setRefund(id, 'failed', at);
    },
    transfer(made: Omit<TransferRow, 'reversed'>): Refused | null {
      const { id, account, amount, group, charge, at, metadata } = made;
      const from = charge === null ? books.balance() : (books.findCharge(charge)?.amount ?? 0) - books.sentFrom(charge);
      if (amount > from)
        return charge === null
          ? { code: 'balance_insufficient', message: 'You have insufficient available funds in your Stripe account.' }
          : {
              code: 'transfer_source_balance_parameters_mismatch',
              message: 'Transfers exceed the source transaction.',
            };
      db.prepare(
        'insert into transfers (id, account_id, amount, transfer_group, charge_id, at, metadata) values (?, ?, ?, ?, ?, ?, ?)',
      ).run(id, account, amount, group, charge, at, metadata);
      return null;
    },
    sentFrom(charge: string): number {
      return number('select sum(amount) from transfers where charge_id = ?', charge);
    },
    findTransfer(id: string): TransferRow | null {
      return (db.prepare(`${sent} where t.id = ?`).get(id) as TransferRow | undefined) ?? null;
    },
    listTransfers(): TransferRow[] {
      return db.prepare(`${sent} order by t.at, t.rowid`).all() as TransferRow[];
    },
    reverse(id: string, transfer: TransferRow, amount: number, at: number, metadata: string): Refused | null {
      if (amount > transfer.amount - transfer.reversed)
        return { code: 'invalid_request', message: 'The reversal is greater than what is left of the transfer.' };
      if (amount > books.accountBalance(transfer.account))
        return { code: 'balance_insufficient', message: 'The account does not have enough balance for the reversal.' };
      db.prepare('insert into reversals (id, transfer_id, amount, at, metadata) values (?, ?, ?, ?, ?)').run(
        id,
        transfer.id,
        amount,
        at,
        metadata,
      );
      return null;
    },
    findReversal(id: string): ReversalRow | null {
      return (db.prepare(`${taken} where id = ?`).get(id) as ReversalRow | undefined) ?? null;
    },
    reversalsOf(transfer: string): ReversalRow[] {
      return db.prepare(`${taken} where transfer_id = ? order by rowid desc`).all(transfer) as ReversalRow[];
    },
    payout(id: string, account: string, amount: number, at: number): void {
      db.prepare('insert into payouts (id, account_id, amount, at) values (?, ?, ?, ?)').run(id, account, amount, at);
    },
    accountBalance(account: string): number {
      return (
        number('select sum(amount) from transfers where account_id = ?', account) -
        number(
          'select sum(r.amount) from reversals r join transfers t on t.id = r.transfer_id where t.account_id = ?',
          account,
        ) -
        number('select sum(amount) from payouts where account_id = ?', account)
      );
    },
    /** The platform's balance, less fees. */
    balance(): number {
      return number(`select sum(amount - fee) from (${moves})`);
    },
    /** Latest first: the `limit` movements after one of them. Each table gives its own latest by an index of its time. */
    listMoves(after: Pick<BalanceMovement, 'at' | 'id'> | null, limit: number): BalanceMovement[] {
      const ofTables = moves
        .split('union all')
        .map(
          (own) =>
            `select * from (with m (id, type, source, amount, fee, at) as (${own}) select * from m where (at, id) < (@at, @id) order by at desc, id desc limit @limit)`,
        );
      return db
        .prepare(`${ofTables.join(' union all ')} order by at desc, id desc limit @limit`)
        .all({ at: after?.at ?? Number.MAX_SAFE_INTEGER, id: after?.id ?? '', limit }) as BalanceMovement[];
    },
    findMove(id: string): BalanceMovement | null {
      return (db.prepare(`select * from (${moves}) where id = ?`).get(id) as BalanceMovement | undefined) ?? null;
    },
    /** A movement of Stripe's own, such as a fee (negative amount). */
    moveOwn(id: string, type: string, amount: number, at: number): void {
      db.prepare('insert into own_moves (id, type, amount, at) values (?, ?, ?, ?)').run(id, type, amount, at);
    },
    /** A buyer's bank disputes a charge: the amount and a fee are withdrawn at once, but not for an inquiry. */
    contest(id: string, charge: string, amount: number, at: number, status: DisputeStatus = 'needs_response'): void {
      db.prepare(
        'insert into disputes (id, charge_id, amount, reason, status, at, due_by) values (?, ?, ?, ?, ?, ?, ?)',
      ).run(id, charge, amount, 'product_not_received', status, at, at + 14 * day);
      if (disputeStatuses[status]) books.moveDispute(id, -amount, disputeFee, at);
    },
    /** Decides an open dispute. Returns false if it was already closed. */
    decide(id: string, status: 'won' | 'lost', at: number): boolean {
      if (books.findDispute(id)?.status !== 'needs_response') return false;
      books.setDispute(id, status, at);
      return true;
    },
    /** The next state of a dispute: the amount and the fee go, or come back, when the state says so. */
    setDispute(id: string, status: DisputeStatus, at: number): void {
      db.prepare('update disputes set status = ? where id = ?').run(status, id);
      const { amount } = books.findDispute(id)!;
      const isWithdrawn = number('select sum(amount) from dispute_moves where dispute_id = ?', id) < 0;
      if (disputeStatuses[status] && !isWithdrawn) books.moveDispute(id, -amount, disputeFee, at);
      if (!disputeStatuses[status] && isWithdrawn) books.moveDispute(id, amount, -disputeFee, at);
    },
    moveDispute(id: string, amount: number, fee: number, at: number): void {
      const n = number('select count(*) from dispute_moves where dispute_id = ?', id);
      db.prepare('insert into dispute_moves (id, dispute_id, amount, fee, at) values (?, ?, ?, ?, ?)').run(
        `txn_${id}_${n}`,
        id,
        amount,
        fee,
        at,
      );
    },
    findDispute(id: string): DisputeRow | null {
      const row = db
        .prepare(
          'select id, charge_id as charge, amount, reason, status, at, due_by as dueBy from disputes where id = ? or charge_id = ?',
        )
        .get(id, id);
      return (row as DisputeRow | undefined) ?? null;
    },
    movesOfDispute(id: string): BalanceMovement[] {
      return db
        .prepare(
          `select id, 'adjustment' as type, dispute_id as source, amount, fee, at from dispute_moves where dispute_id = ? order by id`,
        )
        .all(id) as BalanceMovement[];
    },
    refundedTotal: () => number('select sum(amount) from refunds where failed_at is null'),
    chargedTotal: () => number('select sum(amount) from charges'),
  };
  return books;
}
