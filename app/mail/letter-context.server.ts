// The context that letters are composed from.
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { LetterOrder } from './letter-lines.ts';

export type LetterCtx = LedgerCtx &
  ActiveRules & {
    /** Of all links. */
    origin: string;
    storage: Storage;
    /** The cooperative's account, for what is owed by transfer; null disables orders on account. */
    bankIban: string | null;
  };

/** An order with its corrections and its sellers; undefined when it is gone. */
export function findLetterOrder(ctx: LetterCtx, orderId: string): LetterOrder | undefined {
  const whole = findOrder(ctx, orderId);
  if (!whole) return undefined;
  const sellers = findSuppliers(
    ctx,
    whole.parts.map(({ supplierId }) => supplierId),
  );
  return {
    whole,
    outcomes: new Map(listOutcomes(ctx, [orderId]).map((outcome) => [outcome.line, outcome])),
    sellers: new Map(sellers.map((seller) => [seller.id, seller])),
  };
}
