import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { preparedSql } from '#db/client.ts';
import type { NodeReader } from './tree.server.ts';

/** Reads the stored nodes of the tree. Throws when a node is missing. */
export function nodeReader(ctx: Pick<Ctx, 'db'>): NodeReader {
  const read = preparedSql(ctx.db, 'select hash from ledger_nodes where level = ? and idx = ?').pluck();
  return (level, index) => {
    const hash = read.get(level, index) as Buffer | undefined;
    invariant(hash, `ledger node ${level}/${index} is missing`);
    return hash;
  };
}
