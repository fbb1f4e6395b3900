import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { getOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { reportOffer } from '#app/domain/catalogue/reviews.server.ts';
import { findBetterNearby } from '#app/domain/search/better-nearby.server.ts';
import { basketRefusal } from '#app/http/basket-refusal.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import { requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { BetterNearby } from '#app/market/better-nearby.tsx';
import { offerLinkPreview } from '#app/market/link-previews.server.ts';
import { OfferReport } from '#app/market/report-form.tsx';
import { OfferPage } from '#app/ui/offer-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/offers.$slug', async (ctx, { params }: LoaderFunctionArgs) => {
  const offer = getOffer(ctx, params.slug ?? '');
  const page = getOfferPage(ctx, offer);
  return {
    ...page,
    linkPreview: offerLinkPreview(ctx, offer, page),
    title: pageTitle(page.title, { of: page.seller.name }),
    better: page.places ? await findBetterNearby(ctx, ctx.services.search, offer.id) : [],
    signedIn: ctx.user !== null,
  };
});

export const action = formAction('market/offers.$slug', {
  add: {
    schema: z.object({ quantity: wholeNumber(1, 9999, 'quantity') }),
    run: (ctx, { quantity }, { slug }) => add(ctx, slug, quantity),
  },
  report: { schema: z.object({ text: requiredText(1000) }), run: (ctx, { text }, { slug }) => report(ctx, slug, text) },
});

function add(ctx: RequestContext, slug: string, quantity: number): FormAnswer {
  const offer = getOffer(ctx, slug);
  const added = addToBasket(ctx, ctx.basketId, offer.id, quantity);
  if (added.ok) return goTo('/basket', null, [basketCookie(added.basketId, ctx.secure)]);
  return invalidInput({ quantity: basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep) });
}

function report(ctx: RequestContext, slug: string, text: string): FormRedirect {
  const offer = getOffer(ctx, slug);
  reportOffer(ctx, offer.id, text);
  return goTo(`/offers/${offer.slug}`, ['offer.reported']);
}

export default function OfferDetailPage() {
  const { signedIn, better, ...page } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <OfferPage page={page} compared={<BetterNearby offers={better} />}>
      <OfferReport slug={page.offer.slug} signedIn={signedIn} />
    </OfferPage>
  );
}
