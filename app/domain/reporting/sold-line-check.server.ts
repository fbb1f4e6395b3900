// Orders and their lines against the entries of their payment: time, category, price and parties.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { StoredEntry } from '#app/domain/ledger/audit.server.ts';
import { openedText } from '#app/domain/ledger/log.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { findPaidLine, listPaidLines, type PaidOrderLine } from '#app/domain/orders/purchases.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type SoldLineCheck = {
  /** Gets every entry of the log, in order, as the audit of the tree reads it. */
  see: (entry: StoredEntry) => void;
  /** The differences, once all entries were seen. */
  findFaults: () => OutsideFault[];
};

/** Opens the check; the orders are read now, so it belongs into the transaction of the audit. */
export function openSoldLineCheck(ctx: Pick<Ctx, 'db'>): SoldLineCheck {
  const sold = new Map(listPaidLines(ctx).map(({ key, summary }) => [key, summary]));
  const faults: OutsideFault[] = [];
  return {
    see([index, event, kind, , at, prefixed, , , names, , figures]) {
      if (kind !== 'impact.line' || !event.endsWith(':paid')) return;
      const key = `${between(prefixed, '"order":"', '"')} ${between(prefixed, '"line":', ',')}`;
      const summary = sold.get(key);
      sold.delete(key);
      if (summary !== undefined && summary === summaryOf(at, names, figures)) return;
      const entry = parseEntry(openedText(prefixed.slice(1), figures));
      const line = summary === undefined ? undefined : findPaidLine(ctx, entry.order, entry.line);
      const reason = line ? wrongLine(line, { at, entry, names }) : 'its order is not there';
      if (reason) faults.push({ index, reason });
    },
    findFaults() {
      const never = [...sold.keys()].flatMap((key): OutsideFault[] => {
        const [order = '', line = ''] = key.split(' ');
        const isPaid = findPaidLine(ctx, order, Number(line))?.paidAt != null;
        return isPaid ? [{ index: null, reason: `line ${line} of the order ${order} was paid and never entered` }] : [];
      });
      return [...faults, ...never];
    },
  };
}

/**
 * An entry as `listPaidLines` sums up its order line: time, category, price in cents, buyer and supplier. Its fields are
 * cut out of canonical JSON without parsing it, which would cost more than hashing it; null, or another text than the
 * line's, is only a reason to look closer.
 */
function summaryOf(at: string, names: string | null, figures: string | null): string | null {
  if (names === null || figures === null) return null;
  const category = between(figures, '"sold_as":"', '"');
  const cents = between(figures, '"money":{"eur_cents_ht":', ',');
  return `${at} ${category} ${cents} ${between(names, '{"buyer":"', '"')} ${between(names, '"supplier":"', '"')}`;
}

function between(text: string, before: string, after: string): string | null {
  const start = text.indexOf(before);
  return start === -1 ? null : text.slice(start + before.length, text.indexOf(after, start + before.length));
}

type PaidNames = { buyer: string; supplier: string };
type Entered = { at: string; entry: ImpactEntry; names: string | null };

function wrongLine(line: PaidOrderLine, { at, entry, names }: Entered): string | null {
  const parties = names === null ? null : (JSON.parse(names) as PaidNames);
  const differs = (what: string, is: unknown, entered: unknown) =>
    is === entered ? null : `${what} of its order is ${String(is)}, and was entered as ${String(entered)}`;
  return (
    differs('the time of payment', line.paidAt && `${line.paidAt.slice(0, 19)}Z`, at) ??
    differs('the category of a line', line.category, entry.sold_as ?? line.category) ??
    differs('the price of a line', line.htCents, entry.money.eur_cents_ht) ??
    differs('the buyer', line.buyer, parties?.buyer ?? line.buyer) ??
    differs('the supplier', line.supplierId, parties?.supplier ?? line.supplierId)
  );
}
