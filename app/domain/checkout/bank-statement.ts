// The states of a bank statement, and what becomes of each of its lines. Pure.
import type { BankLine } from './bank-lines.ts';

export const bankStatementStates = ['read', 'entered', 'undone'] as const;
export type BankStatementState = (typeof bankStatementStates)[number];

/** `enter` names the one order that it pays; the others are for a person. */
export type LineVerdict = 'enter' | 'known' | 'outgoing' | 'no-order' | 'two-orders' | 'too-much' | 'unread';
export type MatchedLine = BankLine & { verdict: LineVerdict; orderId: string | null; orderNumber: string | null };

type OpenOrder = { orderId: string; number: string; owedCents: number };

/**
 * Matches lines with the orders that owe: a transfer whose label or reference names one of them, and is not more than
 * what is still owed after the lines before it. `isKnown` tells whether the transfer of a key is entered.
 */
export function matchBankLines(
  lines: readonly BankLine[],
  open: readonly OpenOrder[],
  isKnown: (key: string) => boolean,
): MatchedLine[] {
  const orders = new Map(
    open.map(({ orderId, number, owedCents }) => [compact(number), { orderId, number, owedCents }]),
  );
  return lines.map((line) => {
    const matched = (verdict: LineVerdict, order?: OpenOrder): MatchedLine => ({
      ...line,
      verdict,
      orderId: order?.orderId ?? null,
      orderNumber: order?.number ?? null,
    });
    if (line.amountCents === null) return matched('unread');
    if (line.amountCents < 0) return matched('outgoing');
    const named = numbersIn(`${line.label} ${line.reference}`).flatMap((number) => orders.get(number) ?? []);
    const [order, ...more] = named;
    if (isKnown(line.key)) return matched('known', more.length === 0 ? order : undefined);
    if (!order) return matched('no-order');
    if (more.length > 0) return matched('two-orders');
    if (line.amountCents > order.owedCents) return matched('too-much', order);
    order.owedCents -= line.amountCents;
    return matched('enter', order);
  });
}

/** Candidates for an order's number, such as 7QK-4M2, 7QK4M2, "7QK 4M2" or REF_7QK-4M2; once each. */
function numbersIn(text: string): string[] {
  const half = '[0-9A-HJKMNP-TV-Z]{3}';
  const number = new RegExp(`(?<![0-9A-Z])(?=(${half})[-\\s_.]?(${half})(?![0-9A-Z]))`, 'g');
  return [...new Set([...text.toUpperCase().matchAll(number)].map(([, first, second]) => `${first}${second}`))];
}

function compact(number: string): string {
  return number.replace('-', '').toUpperCase();
}
