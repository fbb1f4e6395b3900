// An order's impact ledger as its page shows it: entries, receipts, head and key, all as a stranger would get them.
import { referenceName } from '#app/domain/impact/factors.ts';
import { entriesOf, type LedgerCtx, latestCheckpoint, receiptOf } from '#app/domain/ledger/log.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { ImpactLine } from './town.server.ts';

export type TicketLine = {
  line: number;
  name: string;
  quantity: number;
  supplier: string;
  htCents: number;
  index: number;
  impact: ImpactLine;
  answered: boolean;
  receipt: string;
  reference: string | null;
};
export type Ticket = {
  lines: TicketLine[];
  size: number;
  root: string;
  signedAt: string;
  origin: string;
  key: string;
  method: string;
  factors: string;
};

/** Null until the payment wrote the entries. */
export function openTicket(ctx: LedgerCtx, { order, parts, lines }: WholeOrder): Ticket | null {
  const entries = entriesOf(ctx, order.id);
  if (entries.length === 0) return null;
  const head = latestCheckpoint(ctx);
  return {
    lines: entries.map(({ index, bytes }) => {
      const impact = JSON.parse(bytes.toString('utf8')) as ImpactLine & { line: number };
      const line = lines.find((own) => own.line === impact.line)!;
      return {
        line: line.line,
        name: ctx.locale === 'fr' ? line.nameFr : line.nameEn,
        quantity: line.quantity,
        supplier: parts.find((part) => part.supplierId === line.supplierId)!.supplierName,
        htCents: line.htCents,
        index,
        impact,
        answered: (line.impactInput.displacementPermille ?? null) !== null,
        receipt: receiptOf(ctx, index, head),
        reference: impact.baseline_ref && referenceName(impact.baseline_ref, ctx.locale),
      };
    }),
    size: head.size,
    root: head.root.toString('base64'),
    signedAt: head.at,
    origin: ctx.ledgerKey.origin,
    key: verifierKey(ctx.ledgerKey),
    method: order.method,
    factors: order.factors,
  };
}
