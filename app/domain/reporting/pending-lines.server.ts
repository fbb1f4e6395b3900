// Order lines that no publication has yet as they are now: new ones, and corrections of published ones.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { exactInclusion, exactRetained } from '#app/domain/impact/line.server.ts';
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import { type ImpactHistoryLine, listImpactHistory } from '#app/domain/ledger/impact-lines.server.ts';
import { lineKey, type PurchaseLine, paymentTimes, purchaseLines } from '#app/domain/orders/purchases.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { readPublished } from './publication.server.ts';
import type { PendingLine } from './publication-plan.ts';
import type { Block, BlockValues } from './published-columns.ts';
import { blocks } from './published-columns.ts';
import { buyerParty } from './small-cells.ts';

/** `entries`: what the publication that takes the line publishes, by index in the ledger; `paidMonth` of the order. */
export type PendingChange = { line: PendingLine; entries: number[]; paidMonth: string };

/** Of the first `size` entries of the ledger; `published`: the size of the latest publication. */
export function listPendingChanges(ctx: Pick<Ctx, 'db' | 'town'>, size: number, published: number): PendingChange[] {
  const before = new Map(
    readPublished(ctx, published).effective.map((line) => [lineKey(line.order, line.entry.line), line]),
  );
  const history = listImpactHistory(ctx, size);
  const byIndex = new Map(history.map((line) => [line.index, line]));
  const now = new Map<string, ImpactHistoryLine>();
  for (const line of history)
    if (line.reversedAt === null) now.set(lineKey(line.reference, parseEntry(line.canonical).line), line);
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => before.get(key)?.index !== now.get(key)?.index,
  );
  const orders = new Set(keys.map((key) => key.split(' ')[0]!));
  const purchases = purchaseLines(ctx, orders);
  const paidAt = paymentTimes(ctx, orders);
  return keys.flatMap((key): PendingChange[] => {
    const [from, to, purchase] = [before.get(key), now.get(key), purchases.get(key)];
    if (!purchase) return [];
    const at = paidAt.get(purchase.orderId) ?? to?.at ?? from!.entry.at;
    const paidMonth = localDay(new Date(at), ctx.town).slice(0, 7);
    const reversal = from && byIndex.get(from.index)!.reversedAt;
    return [
      {
        paidMonth,
        entries: [...(reversal ? [reversal] : []), ...(to ? [to.index] : [])],
        line: {
          ...partiesOf(key, purchase),
          month: paidMonth,
          values: difference(to && parseEntry(to.canonical), from?.entry),
        },
      },
    ];
  });
}

function partiesOf(key: string, purchase: PurchaseLine): Omit<PendingLine, 'month' | 'values'> {
  return {
    key,
    order: purchase.orderId,
    seller: purchase.supplierId,
    buyer: buyerParty(purchase.organisationId),
    category: purchase.category,
    soldIn: purchase.supplierInsee ?? '',
    boughtIn: purchase.buyerInsee,
  };
}

function difference(to: ImpactEntry | undefined, from: ImpactEntry | undefined): BlockValues {
  const [plus, minus] = [to && valuesOf(to), from && valuesOf(from)];
  return Object.fromEntries(
    blocks.map((block) => [
      block,
      (plus ?? minus)![block].map((_, i) => (plus?.[block][i] ?? 0) - (minus?.[block][i] ?? 0)),
    ]),
  ) as Record<Block, number[]>;
}

/** Before rounding where the rates are known: rounding is not what keeps a seller's figure from being solved for. */
function valuesOf(entry: ImpactEntry): BlockValues {
  const { money, basis, inclusion_min: minutes, co2e_g: co2, material_kept_g: kept } = entry;
  const cents = money.eur_cents_ht;
  const ends = (of: { mid: number; lo: number; hi: number } | null | undefined) =>
    of ? [of.mid, of.lo, of.hi] : [0, 0, 0];
  const retained =
    money.retained_eur_cents && (basis ? exactRetained(cents, basis, money.evidence) : money.retained_eur_cents);
  return {
    spent: [cents],
    unknown: [money.retained_eur_cents ? 0 : cents],
    unreferenced: [co2?.delta ? 0 : cents],
    retained: ends(retained),
    kept: [materialKeptGrams(kept)],
    delta: [co2?.delta?.mid ?? 0], // its ends are drawn over all lines together: no sum over sellers
    inclusion: ends(minutes && (basis ? exactInclusion(cents, basis) : minutes)),
  };
}
