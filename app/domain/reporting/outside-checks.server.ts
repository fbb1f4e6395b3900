// Rows beside the ledger's tree decide published figures too: here they are held against the entries that speak of
// them. `halle ledger verify` runs every check of this list.
import { checkFacts } from '#app/domain/evidence/fact-entries.server.ts';
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { checkCosignatures } from '#app/domain/ledger/cosignature-check.server.ts';
import { checkErasures } from '#app/domain/ledger/erased-parts.server.ts';
import { eachPaidLine } from '#app/domain/ledger/impact-lines.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { checkPromises } from '#app/domain/ledger/promises.server.ts';
import { lineKey, listPaidLines, type PaidOrderLine } from '#app/domain/orders/purchases.server.ts';
import { checkScores } from '#app/domain/scoring/score-check.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { checkPublications } from './publication-check.server.ts';

/** `unnamed`: indexes of entries without their private part, as the audit of the tree found them. */
type OutsideCheck = (ctx: Pick<Ctx, 'db' | 'now' | 'town'>, unnamed: readonly number[]) => OutsideFault[];

const outsideChecks: readonly OutsideCheck[] = [
  checkErasures,
  checkPromises,
  checkCosignatures,
  checkSoldLines,
  checkFacts,
  checkScores,
  checkPublications,
];

/** All that was found, in the order of the list. */
export function findOutsideFaults(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, unnamed: readonly number[]): OutsideFault[] {
  return outsideChecks.flatMap((check) => check(ctx, unnamed));
}

type PaidNames = { buyer: string; supplier: string };

/** Orders and their lines against the entries of their payment: time, category, price and parties. */
function checkSoldLines(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const sold = new Map(listPaidLines(ctx).map((line) => [lineKey(line.orderId, line.line), line]));
  const faults: OutsideFault[] = [];
  for (const { index, at, canonical, names } of eachPaidLine(ctx)) {
    const entry = JSON.parse(canonical) as ImpactEntry;
    const key = lineKey(entry.order, entry.line);
    const line = sold.get(key);
    sold.delete(key);
    const parties = names === null ? null : (JSON.parse(names) as PaidNames);
    const reason = line ? wrongLine(line, { at, entry, parties }) : 'its order is not there';
    if (reason) faults.push({ index, reason });
  }
  const never = [...sold.values()].filter(({ paidAt }) => paidAt !== null);
  return [
    ...faults,
    ...never.map(({ orderId, line }) => ({
      index: null,
      reason: `line ${line} of the order ${orderId} was paid and never entered`,
    })),
  ];
}

type Entered = { at: string; entry: ImpactEntry; parties: PaidNames | null };

function wrongLine(line: PaidOrderLine, { at, entry, parties }: Entered): string | null {
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
