// Owns the statements of the cooperative's bank: read first, entered when a steward has seen each line, undone within a
// day. Enters only transfers that name their order on account; a person looks after the others.
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { listEntriesUnder, reverseEntry } from '#app/domain/books/books.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartial } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { bankStatements } from '#db/schema/checkout.ts';
import { type BankTable, type ColumnRole, isComplete, readBankTable } from './bank-columns.ts';
import { type BankLine, readBankLines } from './bank-lines.ts';
import { type MatchedLine, matchBankLines } from './bank-statement.ts';
import { listReceivables, receiveTransfer } from './on-account.server.ts';
import { orderParties } from './order-parties.server.ts';

export type BankStatement = typeof bankStatements.$inferSelect;

const day = 24 * 3600 * 1000;
/** A statement is kept for thirty days; what counts of it is in the books. */
const keptDays = 30;

/** Keeps a statement for its preview; enters nothing. Statements older than thirty days are deleted. */
export function receiveBankStatement(ctx: Ctx, text: string): { id: string } {
  requireRole(ctx, 'steward');
  const id = newId('bst');
  return inTransaction(ctx, ({ db }) => {
    db.delete(bankStatements)
      .where(lt(bankStatements.createdAt, ago(ctx, keptDays)))
      .run();
    db.insert(bankStatements)
      .values({ id, text, roles: readBankTable(text).roles, state: 'read', entered: [], createdAt: isoUtc(ctx.now) })
      .run();
    recordAudit(ctx, 'receiveBankStatement', id);
    return { id };
  });
}

/** Throws NotFound. */
export function getBankStatement({ db }: Pick<Ctx, 'db'>, id: string): BankStatement {
  const statement = db.select().from(bankStatements).where(eq(bankStatements.id, id)).get();
  if (!statement) throw new NotFound(`bank statement ${id}`);
  return statement;
}

/** Statements of the last thirty days, the latest first; at most twenty. */
export function listBankStatements(ctx: Pick<Ctx, 'db' | 'now'>): BankStatement[] {
  return ctx.db
    .select()
    .from(bankStatements)
    .where(gte(bankStatements.createdAt, ago(ctx, keptDays)))
    .orderBy(desc(bankStatements.createdAt))
    .limit(20)
    .all();
}

/** Says which column is what. Refused when it cannot be read so, or when it is entered. */
export function setBankColumns(
  ctx: Ctx,
  id: string,
  roles: ColumnRole[],
): Result<object, { reason: 'incomplete' | 'not-now' }> {
  requireRole(ctx, 'steward');
  if (!isComplete(roles)) return refused('incomplete');
  const { changes } = ctx.db
    .update(bankStatements)
    .set({ roles })
    .where(and(eq(bankStatements.id, id), eq(bankStatements.state, 'read')))
    .run();
  return changes === 1 ? done() : refused('not-now');
}

/** A statement as understood today: its cells, and its lines once the columns are known. */
export type BankPreview = { table: BankTable; lines: MatchedLine[] };

/** Compares a statement with the books and what is owed now. */
export function previewBankStatement(ctx: Pick<Ctx, 'db'>, { text, roles }: BankStatement): BankPreview {
  const table = readBankTable(text);
  const lines = roles ? readBankLines(table.rows, roles) : [];
  const transfers = transfersOf(ctx, lines);
  return { table, lines: matchBankLines(lines, listReceivables(ctx), (key) => transfers.get(key)!.isEntered) };
}

/**
 * Enters the transfers whose keys the steward saw and kept; returns how many. A line that can no longer be entered,
 * because the order was paid otherwise, is left out.
 */
export function enterBankStatement(
  ctx: Ctx,
  id: string,
  keys: readonly string[],
): Result<{ entered: number }, { reason: 'not-now' | 'none' }> {
  requireRole(ctx, 'steward');
  return inTransaction(ctx, ({ db }) => {
    const statement = getBankStatement(ctx, id);
    if (statement.state !== 'read') return refused('not-now');
    const seen = new Set(keys);
    const lines = previewBankStatement(ctx, statement).lines.filter(
      ({ verdict, key }) => verdict === 'enter' && seen.has(key),
    );
    if (lines.length === 0) return refused('none');
    requireImpartial(
      ctx,
      'steward',
      lines.flatMap(({ orderId }) => orderParties(ctx, orderId).filter(({ kind }) => kind === 'organisation')),
    );
    const transfers = transfersOf(ctx, lines);
    const entered = lines.map(({ key, orderId, amountCents }) => {
      const { freeKey } = transfers.get(key)!;
      invariant(orderId && amountCents, `line ${key} can be entered`);
      receiveTransfer(ctx, orderId, amountCents, freeKey);
      return freeKey;
    });
    db.update(bankStatements)
      .set({ state: 'entered', entered, enteredAt: isoUtc(ctx.now) })
      .where(eq(bankStatements.id, id))
      .run();
    recordAudit(ctx, `enterBankStatement:${entered.length}`, id);
    return done({ entered: entered.length });
  });
}

/** Reverses what a statement entered, within a day; it can be read and entered again. */
export function undoBankStatement(ctx: Ctx, id: string): Result<object, { reason: 'not-now' }> {
  requireRole(ctx, 'steward');
  return inTransaction(ctx, ({ db }) => {
    const statement = getBankStatement(ctx, id);
    if (!canUndo(ctx, statement)) return refused('not-now');
    for (const key of statement.entered) reverseEntry(ctx, `bank-received:${key}`);
    db.update(bankStatements).set({ state: 'undone' }).where(eq(bankStatements.id, id)).run();
    recordAudit(ctx, 'undoBankStatement', id);
    return done();
  });
}

/** Whether what a statement entered can still be undone. */
export function canUndo({ now }: Pick<Ctx, 'now'>, { state, enteredAt }: BankStatement): boolean {
  return state === 'entered' && enteredAt !== null && now.getTime() - Date.parse(enteredAt) < day;
}

type Transfer = { isEntered: boolean; freeKey: string };

/**
 * By the key of each line: whether its transfer is entered and not undone, and the key under which it can be entered
 * (its own, or a later one where entries before were undone).
 */
function transfersOf(ctx: Pick<Ctx, 'db'>, lines: readonly BankLine[]): Map<string, Transfer> {
  const prefix = 'bank-received:';
  const keys = lines.map(({ key }) => key);
  const entries = listEntriesUnder(
    ctx,
    keys.map((key) => prefix + key),
  );
  const byKey = Map.groupBy(entries, ({ key }) => key.slice(prefix.length).split('.', 1)[0]!);
  return new Map(
    keys.map((key) => {
      const own = byKey.get(key) ?? [];
      const freeKey = own.length === 0 ? key : `${key}.${own.length}`;
      return [key, { isEntered: own.some(({ reversed }) => reversed === 0), freeKey }];
    }),
  );
}

function ago({ now }: Pick<Ctx, 'now'>, days: number): string {
  return isoUtc(new Date(now.getTime() - days * day));
}

/** Deletes statements older than `before`, at most `limit`; returns how many. */
export function eraseOldBankStatements({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from bank_statements where id in (select id from bank_statements where created_at < ? limit ?)',
  ).run(before, limit).changes;
}
