// The scores of a night as one root in the ledger. Owns score_leaves: the text of each leaf, so that a supplier can show
// that its score was among them. A leaf holds a random salt, so that it cannot be guessed from the supplier's page.
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '#app/domain/ledger/canonical.ts';
import { createListTree } from '#app/domain/ledger/list-tree.server.ts';
import { appendEntries, entriesOf, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listExemptions, listFacts, listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, integer, listValues, text } from '#db/rows.ts';
import { type ActiveRules, methodologyOf } from './rules.ts';
import { type Facts, type Score, score } from './score.ts';
import { factsFor } from './scores.server.ts';
import { refOf } from './scoring-method.ts';

/** Nights whose leaves are kept; their roots stay in the ledger for ever. */
const keptNights = 400;

/** Enters the root of all live suppliers' scores of today, once a day of the town. Nothing in a town without suppliers. */
export function enterScores(ctx: LedgerCtx & ActiveRules): void {
  inTransaction(ctx, () => runAtOnce(eachEnteredScore(ctx)));
}

/** The same, some suppliers' leaves at a time: each is of the facts that the supplier has then. The last slice writes. */
export function* eachEnteredScore(ctx: LedgerCtx & ActiveRules): Slices {
  const asOf = localDay(ctx.now, ctx.town);
  if (hasRow(ctx.db, 'select 1 from score_leaves where as_of = ?', asOf)) return;
  const leaves = yield* eachLeaf(ctx, asOf);
  if (leaves.length === 0) return;
  inTransaction(ctx, ({ db }) => {
    if (hasRow(db, 'select 1 from score_leaves where as_of = ?', asOf)) return;
    const add = preparedSql(db, 'insert into score_leaves (as_of, position, supplier_id, leaf) values (?, ?, ?, ?)');
    for (const [i, { supplierId, leaf }] of leaves.entries()) add.run(asOf, i, supplierId, leaf);
    eraseOldLeaves(ctx);
    const { root } = createListTree(leaves.map(({ leaf }) => leaf));
    appendEntries(ctx, [
      {
        kind: 'score.computed',
        event: eventOf(asOf),
        body: {
          v: 1,
          at: `${ctx.now.toISOString().slice(0, 19)}Z`,
          methodology: methodologyOf(ctx),
          suppliers: leaves.length,
          root: root.toString('hex'),
        },
      },
    ]);
  });
}

/** Erases the leaves of nights that lie further back than `keptNights` of the town's days. */
export function eraseOldLeaves({ db, now, town }: Ctx): void {
  preparedSql(db, 'delete from score_leaves where as_of < ?').run(addDays(localDay(now, town), -keptNights));
}

const eventOf = (asOf: string) => `scores-${asOf}:computed`;

function* eachLeaf(ctx: Ctx & ActiveRules, asOf: string): Slices<{ supplierId: string; leaf: string }[]> {
  const leaves: { supplierId: string; leaf: string }[] = [];
  for (const supplier of listSuppliers(ctx).sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const input = factsFor(supplier, listFacts(ctx, supplier.id), listExemptions(ctx, supplier.id), asOf);
    leaves.push({ supplierId: supplier.id, leaf: leafText(ctx, supplier.id, input) });
    yield;
  }
  return leaves;
}

/** All that the score was computed from, and the score, in thousandths: whoever is shown a leaf computes it again. */
function leafText({ method }: ActiveRules, supplierId: string, input: Facts): string {
  const scored = score(input, method);
  const milli = (value: number) => Math.round(value * 1000);
  return canonicalJson({
    v: 1,
    salt: randomBytes(32).toString('hex'),
    supplier: supplierId,
    as_of: input.asOf,
    method: refOf(method),
    headcount_milli: input.headcount === null ? null : milli(input.headcount),
    not_applicable: [...input.notApplicable].sort(),
    facts: Object.entries(input.facts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([criterion, fact]) => ({
        criterion,
        value_milli: milli(fact.value),
        level: fact.evidence,
        dated_on: fact.date,
      })),
    ...milliScores(scored, milli),
  });
}

function milliScores(scored: Score, milli: (value: number) => number) {
  return {
    proven_milli: milli(scored.proven),
    declared_milli: milli(scored.declared),
    documented: scored.documented,
    reviewed: scored.reviewed,
    applicable: scored.applicable,
  };
}

/** A supplier's leaf of a night, with what proves that it is under the root of that night's entry. */
export type ScoreLeaf = {
  asOf: string;
  /** Index of the `score.computed` entry in the ledger. */
  entry: number;
  root: string;
  size: number;
  position: number;
  leaf: string;
  /** Sibling hashes, from the leaf to the root, in hex. */
  path: string[];
};

/** The proof of the latest night that the supplier's score was in; null before the first. */
export function findScoreLeaf(ctx: Pick<Ctx, 'db'>, supplierId: string): ScoreLeaf | null {
  const own = findRow(
    ctx.db,
    { asOf: text, position: integer, leaf: text },
    `select as_of as asOf, position, leaf
     from score_leaves
     where supplier_id = ?
     order by as_of desc
     limit 1`,
    supplierId,
  );
  if (!own) return null;
  const event = eventOf(own.asOf);
  const entry = entriesOf(ctx, event.slice(0, event.indexOf(':'))).find((one) => one.event === event);
  if (!entry) return null;
  const leaves = listValues(ctx.db, text, 'select leaf from score_leaves where as_of = ? order by position', own.asOf);
  const tree = createListTree(leaves);
  return {
    ...own,
    entry: entry.index,
    root: tree.root.toString('hex'),
    size: leaves.length,
    path: tree.proofOf(own.position).map((hash) => hash.toString('hex')),
  };
}
