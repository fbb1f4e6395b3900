// Stored scores against what they were computed from, and each night's leaves against the root in the ledger.
import { createListTree } from '#app/domain/ledger/list-tree.server.ts';
import { entriesOfKind } from '#app/domain/ledger/log.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { findSuppliers, listExemptions, listFactsBySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Db } from '#db/client.ts';
import { listRows, text } from '#db/rows.ts';
import { supplierScores } from '#db/schema/scoring.ts';
import { readMethods } from './method-files.server.ts';
import { score } from './score.ts';
import { factsFor } from './scores.server.ts';

/** Scores that their facts do not give by their method, and nights whose leaves are not those of the ledger's root. */
export function checkScores(ctx: { db: Db }): OutsideFault[] {
  return [...checkStoredScores(ctx), ...checkNights(ctx)];
}

function checkStoredScores(ctx: { db: Db }): OutsideFault[] {
  const stored = ctx.db.select().from(supplierScores).all();
  const ids = stored.map(({ supplierId }) => supplierId);
  const suppliers = new Map(findSuppliers(ctx, ids).map((supplier) => [supplier.id, supplier]));
  const facts = listFactsBySupplier(ctx, ids);
  const exemptions = Map.groupBy(listExemptions(ctx), ({ supplierId }) => supplierId);
  const methods = readMethods();
  return stored.flatMap((row) => {
    const supplier = suppliers.get(row.supplierId);
    const method = methods.get(row.method);
    if (!supplier || !method) return [{ index: null, reason: `the score of ${row.supplierId} is by no known method` }];
    const own = factsFor(supplier, facts.get(supplier.id) ?? [], exemptions.get(supplier.id) ?? [], row.asOf);
    const { proven, declared } = score(own, method);
    if (proven === row.proven && declared === row.declared) return [];
    return [
      {
        index: null,
        reason: `the score of ${row.supplierId} is ${row.proven.toFixed(2)}, and its facts give ${proven.toFixed(2)}`,
      },
    ];
  });
}

function checkNights(ctx: { db: Db }): OutsideFault[] {
  const nights = listRows(
    ctx.db,
    { night: text, leaves: text },
    `select as_of as night, json_group_array(leaf) as leaves
     from (select as_of, leaf from score_leaves order by as_of, position)
     group by as_of`,
  );
  const entered = new Set(entriesOfKind(ctx, 'score.computed').map(({ bytes }) => rootOf(bytes)));
  return nights
    .filter(({ leaves }) => !entered.has(createListTree(JSON.parse(leaves) as string[]).root.toString('hex')))
    .map(({ night }) => ({ index: null, reason: `the scores of ${night} are not those that were entered` }));
}

const rootOf = (bytes: Uint8Array) => (JSON.parse(Buffer.from(bytes).toString('utf8')) as { root: string }).root;
