// The possible payers of a basket: the person, or one of their organisations. The choice is the address's `?payer=`, so that it
// needs no script, and decides which prices are kept and which law holds.
import { listBuyingOrganisations, mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import { type BasketView, totalsOn } from '#app/domain/basket/baskets.server.ts';
import { audienceOf, priceReading } from '#app/domain/scoring/audience.ts';
import { basisOf } from '#app/domain/shared/price.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** Value of the address for the person themselves. */
const me = 'me';

/** The id of the organisation that pays; null for the person. By default that of the market as it is shown. */
export function chosenPayer(ctx: RequestContext): string | null {
  const asked = ctx.url.searchParams.get('payer');
  if (asked === me) return null;
  const own = listBuyingOrganisations(ctx).find(({ id }) => id === asked);
  if (own) return own.id;
  if (ctx.audience === 'consumer' || !ctx.organisation) return null;
  return mayBuyFor(ctx, ctx.organisation.id) ? ctx.organisation.id : null;
}

/** All that could pay, with what each would pay for the basket of `view`; empty when there is only the person. */
export function listPayers(ctx: RequestContext, view: BasketView, chosen: string | null) {
  const organisations = listBuyingOrganisations(ctx);
  if (organisations.length === 0) return [];
  return [...organisations, null].map((organisation) => {
    const audience = audienceOf(organisation);
    return {
      value: organisation?.id ?? me,
      name: organisation?.name ?? null,
      siret: organisation?.siret ?? null,
      audience,
      totalCents: totalsOn(view, basisOf(priceReading(audience))).totalCents,
      chosen: (organisation?.id ?? null) === chosen,
    };
  });
}

export type Payer = ReturnType<typeof listPayers>[number];
