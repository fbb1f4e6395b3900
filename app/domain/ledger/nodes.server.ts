import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { blob, findValue } from '#db/rows.ts';
import type { NodeReader } from './tree.server.ts';

/** Reads the stored nodes of the tree. Throws when a node is missing. */
export function nodeReader(ctx: Pick<Ctx, 'db'>): NodeReader {
  return (level, index) => {
    const hash = findValue(ctx.db, blob, 'select hash from ledger_nodes where level = ? and idx = ?', level, index);
    invariant(hash, `ledger node ${level}/${index} is missing`);
    return hash;
  };
}
