// The open proposals of an order's suppliers, as its buyer reads them.
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listProposals, type Outcome } from '#app/domain/orders/parts.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { describeProposal } from '#app/i18n/format-proposal.ts';

export function openProposals(
  ctx: RequestContext,
  { order, parts, lines }: WholeOrder,
  outcomes: ReadonlyMap<number, Outcome>,
) {
  const open = listProposals(ctx, [order.id]).filter(({ state }) => state === 'open');
  const offers = findOffers(
    ctx,
    open.flatMap(({ offerId }) => offerId ?? []),
  );
  return open.map((proposal) => {
    const { id, note, supplierId, offerId } = proposal;
    const is = outcomes.get(proposal.line) ?? lines.find((own) => own.line === proposal.line)!;
    const instead = offers.find((offer) => offer.id === offerId);
    const names = {
      was: `${is.quantity} × ${translated(is.name, ctx.locale)}`,
      instead: instead ? translated(instead.name, ctx.locale) : null,
    };
    const supplier = parts.find((part) => part.supplierId === supplierId)!.supplierName;
    return { id, supplier, note, message: describeProposal(proposal, names, ctx.t, ctx.locale) };
  });
}
