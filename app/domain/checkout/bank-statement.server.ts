// Matches the lines of a bank statement with receivables: a transfer that names its order is entered once; a person
// looks after the others.
import { createHash } from 'node:crypto';
import { isPosted } from '#app/domain/books/books.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { listReceivables, receiveTransfer } from './on-account.server.ts';

export type BankStatementLine = { line: string; orderNumber: string | null; amountCents: number | null };
export type BankStatement = {
  entered: BankStatementLine[];
  known: BankStatementLine[];
  unmatched: BankStatementLine[];
};

const orderNumber = /\b[0-9A-HJKMNP-TV-Z]{3}-?[0-9A-HJKMNP-TV-Z]{3}\b/gi;

/**
 * Reads lines such as `2026-11-23;VIR LE HANGAR 7QK-4M2;155,36`. Enters a line whose label names an order on account
 * that still owes at least its amount; its key is the hash of the line, so a statement read twice is entered once.
 */
export function recordBankStatement(ctx: Ctx, text: string): BankStatement {
  const statement: BankStatement = { entered: [], known: [], unmatched: [] };
  const open = new Map(listReceivables(ctx).map((one) => [plain(one.number), one]));
  for (const line of text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const amountCents = amountOf(line);
    const named = (line.match(orderNumber) ?? []).map(plain);
    const found = named
      .map((number) => open.get(number))
      .find((one) => one && amountCents && amountCents <= one.owedCents);
    const key = createHash('sha256').update(line).digest('hex');
    const statementLine = { line, orderNumber: found?.number ?? null, amountCents };
    if (isPosted(ctx, `bank-received:${key}`)) statement.known.push(statementLine);
    else if (found && amountCents && receiveTransfer(ctx, found.orderId, amountCents, key)) {
      found.owedCents -= amountCents;
      statement.entered.push(statementLine);
    } else statement.unmatched.push(statementLine);
  }
  return statement;
}

function plain(number: string): string {
  return number.replace('-', '').toUpperCase();
}

/** Cents of the last field (euros, decimal comma or point); null when it is not a positive amount. */
function amountOf(line: string): number | null {
  const last = line
    .split(/[;\t]/)
    .at(-1)!
    .replace(/[\s\u00a0\u202f€]/g, '');
  const parts = /^\+?(\d{1,7})(?:[.,](\d{2}))?$/.exec(last);
  if (!parts) return null;
  const cents = Number(parts[1]) * 100 + Number(parts[2] ?? 0);
  return cents > 0 ? cents : null;
}
