// What the town's purchases did, by category: flows of euros and sums, from published entries. Small cells go together.
import { readEntry } from '#app/domain/impact/entry.server.ts';
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import { prepared } from '#db/client.ts';
import { lineOfEntry, standingAt } from './entries.server.ts';
import { isSmall, oncePublished, type Parties, partiesOf, withoutSmall } from './publication.server.ts';

/** `key` is a category of the market, or `other` for those that are too small to be said alone. */
export type CategoryTotals = Totals & { key: string };

type Row = Parties & { category: string; bytes: Buffer };

/** By category, the most spent first; small ones stand together, and are not said at all where they are still too few. */
export const categoryTotals = oncePublished(({ db }, size): CategoryTotals[] => {
  const rows = prepared(
    db,
    `select n.category, l.bytes, ${partiesOf} from ledger_entries l join order_lines n on ${lineOfEntry}
     join orders o on o.id = l.reference where ${standingAt} order by l.idx`,
  ).all({ size }) as Row[];
  const groups = together([...Map.groupBy(rows, ({ category }) => category)]);
  const totals = totalsOf(
    groups.map(([, own]) => own.map(({ bytes }) => readEntry(bytes))),
    `categories\n${size}`,
  );
  return groups.map(([key], i) => ({ key, ...totals[i]! })).sort((a, b) => b.spentCents - a.spentCents);
});

/** Small groups as one; nothing of one group alone can be had as the difference to the whole. */
export function together<L extends Parties>(groups: readonly [string, L[]][]): [string, L[]][] {
  const { said, rest } = withoutSmall(groups);
  return isSmall(rest) ? said : [...said, ['other', rest]];
}
