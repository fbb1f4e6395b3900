// The impact ticket of an order: entries, receipts, checkpoint and key, exactly as anyone can get them.
import { deflateRawSync } from 'node:zlib';
import { type Factors, findParameter, referenceName } from '#app/domain/impact/factor-set.ts';
import { type ImpactEntry, isAssumed, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { compactCheckpoint, latestCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf, type LedgerCtx, openedText } from '#app/domain/ledger/log.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { openingsOf } from '#app/domain/ledger/openings.server.ts';
import { findOutsideTimes, type OutsideTime } from '#app/domain/ledger/outside-times.server.ts';
import { publishPolicy } from '#app/domain/ledger/policy.server.ts';
import { findPromiseNumber } from '#app/domain/ledger/promises.server.ts';
import { openingLine, shortReceipt } from '#app/domain/ledger/receipt.ts';
import { type HeadTrust, headTrust } from '#app/domain/ledger/witness-alarm.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { exactPrice, type Price } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';

export type ImpactTicketLine = {
  line: number;
  name: string;
  quantity: number;
  supplier: string;
  /** Of the line as it is, after corrections. */
  price: Price;
  index: number;
  impact: ImpactEntry;
  /** The interval of the assumed displacement rate, per mille; null where the buyer answered. */
  assumed: { lo: number; hi: number } | null;
  /** The receipt, compressed and encoded for the address of /verify. */
  packed: string;
  /** The opening of its figures in the same way, after a dot; empty without one. */
  packedFigures: string;
  /** Outside times that the entry was signed between; null where there is none yet. */
  notBefore: OutsideTime | null;
  notAfter: OutsideTime | null;
  reference: string | null;
  /** True when this entry replaced the one written at payment. */
  corrected: boolean;
};
export type ImpactTicket = {
  lines: ImpactTicketLine[];
  size: number;
  root: string;
  signedAt: string;
  /** The checkpoint as signed, with the cosignature lines of its witnesses. */
  note: string;
  origin: string;
  key: string;
  /** The policy under which the receipts verify: keys of the log, witnesses, quorum. */
  policy: string;
  trust: HeadTrust;
  method: string;
  factors: string;
  /** Reversed entries: shown, never hidden. */
  corrections: { line: number; wrong: number; by: number; reason: string }[];
  /** The number that the signed promise of this order has among its buyer's; null for an order without one. */
  promise: number | null;
};

/** Null until the payment has written the entries, and a copy has them where copies are set up. */
export function findImpactTicket(
  ctx: LedgerCtx & ActiveRules,
  { order, parts, lines }: WholeOrder,
): ImpactTicket | null {
  const all = entriesOf(ctx, order.id);
  if (all.length === 0) return null;
  const events = new Set(all.map((entry) => entry.event));
  const entries = all.filter((entry) => entry.kind === 'impact.line' && !events.has(`${entry.event}:reversed`));
  const outcomes = new Map(listOutcomes(ctx, [order.id]).map((outcome) => [outcome.line, outcome]));
  const newest = Math.max(...entries.map(({ index }) => index));
  const head = latestCheckpoint(ctx, newest + 1);
  if (head.size <= newest) return null;
  const compact = compactCheckpoint(ctx, head);
  const outsideTimesOf = findOutsideTimes(
    ctx,
    entries.map(({ index }) => index),
  );
  return {
    lines: entries.map(({ index, bytes, figures }) => {
      const impact = parseEntry(openedText(bytes.toString(), figures));
      const line = lines.find((own) => own.line === impact.line)!;
      const is = outcomes.get(line.line) ?? line;
      const receipt = receiptOf(ctx, index, head);
      return {
        line: line.line,
        name: translated(is.name, ctx.locale),
        quantity: is.quantity,
        supplier: parts.find((part) => part.supplierId === line.supplierId)!.supplierName,
        price: exactPrice(is.htCents, is.htCents + is.vatCents),
        index,
        impact,
        assumed: assumedIn(ctx.factors, impact),
        packed: packText(shortReceipt(compact === head ? receipt : receiptOf(ctx, index, compact))),
        packedFigures: packFigures(ctx, index),
        ...outsideTimesOf(index),
        corrected: !impact.event.endsWith(':paid'),
        reference: impact.baseline_ref && referenceName(ctx.factors, impact.baseline_ref, ctx.locale),
      };
    }),
    size: head.size,
    root: head.root.toString('base64'),
    signedAt: head.at,
    note: compact.note,
    origin: ctx.ledgerKey.origin,
    key: verifierKey(ctx.ledgerKey),
    policy: publishPolicy(ctx, null),
    trust: headTrust(ctx),
    method: order.method,
    factors: order.factors,
    promise: findPromiseNumber(ctx, order.id),
    corrections: all
      .filter((entry) => entry.kind === 'impact.reversal')
      .map(({ index, bytes }) => {
        const correction = JSON.parse(bytes.toString('utf8')) as {
          line: number;
          reverses: { index: number };
          reason: string;
        };
        return { line: correction.line, wrong: correction.reverses.index, by: index, reason: correction.reason };
      }),
  };
}

function packText(text: string): string {
  return deflateRawSync(text, { level: 9 }).toString('base64url');
}

function packFigures(ctx: LedgerCtx, index: number): string {
  const figures = openingsOf(ctx, index).find(({ name }) => name === 'figures');
  return figures ? `.${packText(openingLine(figures))}` : '';
}

function assumedIn(factors: Factors, entry: ImpactEntry): ImpactTicketLine['assumed'] {
  const rate = isAssumed(entry) && findParameter(factors, 'param.substitution_rate', entry.methodology.factors);
  return rate ? { lo: rate.low * 1000, hi: rate.high * 1000 } : null;
}
