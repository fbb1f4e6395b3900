// The impact of the town's purchases by category, from published entries. Small cells are merged.
import { parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { cachedByPublication, isSmallCell, type Parties, partiesOf, suppressSmallCells } from './publication.server.ts';
import { effectiveEntriesAt, lineOfEntry } from './statement-lines.server.ts';

/** `key` is a category of the marketplace, or `other` for those that are too small to publish alone. */
export type CategoryTotals = ImpactTotals & { key: string };

type Row = Parties & { category: string; bytes: Buffer };

/**
 * By category, largest spending first. Small ones are merged, and omitted when they are still too small
 * together.
 */
export const categoryTotals = cachedByPublication((ctx: Pick<Ctx, 'db'> & ActiveRules, size): CategoryTotals[] => {
  const rows = preparedSql(
    ctx.db,
    `select n.category, l.bytes, ${partiesOf} from ledger_entries l join order_lines n on ${lineOfEntry}
     join orders o on o.id = l.reference where ${effectiveEntriesAt} order by l.idx`,
  ).all({ size }) as Row[];
  const groups = mergeSmallGroups([...Map.groupBy(rows, ({ category }) => category)]);
  const totals = impactTotals(
    groups.map(([, own]) => own.map(({ bytes }) => parseEntry(bytes))),
    `categories\n${size}`,
    ctx.factors,
  );
  return groups.map(([key], i) => ({ key, ...totals[i]! })).sort((a, b) => b.spentCents - a.spentCents);
});

/**
 * Merges small groups into `other`. The figures of a single group cannot be derived as the difference to the
 * whole.
 */
export function mergeSmallGroups<L extends Parties>(groups: readonly [string, L[]][]): [string, L[]][] {
  const { published, rest } = suppressSmallCells(groups);
  return isSmallCell(rest) ? published : [...published, ['other', rest]];
}
