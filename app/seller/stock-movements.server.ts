// Stock movements as the page and the file of an offer show them: each with its reason in words and its person.
import { personNames } from '#app/domain/accounts/roles.server.ts';
import type { Movement } from '#app/domain/catalogue/stock-history.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** `by` is a person of the supplier; for a movement of an order it is empty, because the order names its buyer. */
export type DescribedMovement = Omit<Movement, 'actor' | 'reference'> & { by: string };

export function describeMovements(ctx: RequestContext, movements: readonly Movement[]): DescribedMovement[] {
  const { stockPage, seller } = ctx.t;
  const references = movements.flatMap(({ reference }) => reference ?? []);
  const numbers = listOrderNumbers(ctx, [...new Set(references)]);
  const names = personNames(
    ctx,
    movements.map(({ actor }) => actor),
  );
  return movements.map(({ actor, reference, reason, ...movement }) => {
    const number = reference === null ? undefined : numbers.get(reference);
    const file = movement.kind === 'import' ? stockPage.ofImport : '';
    const typed = movement.kind === 'correction' ? stockPage.typedInForm : '';
    return {
      ...movement,
      reason: reason || (number ? stockPage.ofOrder(number) : file || typed),
      by: number ? '' : (names.get(actor) ?? seller.system),
    };
  });
}
