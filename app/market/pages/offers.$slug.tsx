import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { getOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { type Category, minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { reportOffer } from '#app/domain/catalogue/reviews.server.ts';
import { findBetterNearby } from '#app/domain/search/better-nearby.server.ts';
import { basketRefusal } from '#app/http/basket-refusal.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { checkForm, readForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { BetterNearby } from '#app/market/better-nearby.tsx';
import { OfferReport } from '#app/market/report-form.tsx';
import { OfferPage } from '#app/ui/offer-page.tsx';

export const meta = pageMeta;

const quantity = z.object({ quantity: z.coerce.number().int('quantity').min(1, 'quantity').max(9999, 'quantity') });

export const loader = routeHandler('market/offers.$slug', async (ctx, { params }: LoaderFunctionArgs) => {
  const offer = getOffer(ctx, params.slug ?? '');
  const compared = { ...offer, category: offer.category as Category };
  // A public buyer searched without place criteria, and the offer's page keeps to that: facts, and no comparison by
  // distance.
  const publicBuyer = ctx.url.searchParams.get('public') === '1';
  return {
    ...getOfferPage(publicBuyer ? { ...ctx, audience: 'consumer' } : ctx, offer),
    better: publicBuyer ? [] : await findBetterNearby(ctx, ctx.services.search, compared),
    publicBuyer,
    signedIn: ctx.user !== null,
    reported: ctx.url.searchParams.has('reported'),
  };
});

export const action = routeHandler('market/offers.$slug', async (ctx, { request, params }: ActionFunctionArgs) => {
  const offer = getOffer(ctx, params.slug ?? '');
  const posted = await readForm(request);
  if (posted.get('intent') === 'report') {
    const text = String(posted.get('text') ?? '')
      .trim()
      .slice(0, 1000);
    if (ctx.user && text) reportOffer(ctx, offer.id, text);
    return redirect(`/offers/${offer.slug}?reported=1#report`, 303);
  }
  const form = checkForm(posted, quantity);
  if (!form.ok) return data({ error: ctx.t.basket.quantityError, typed: form.values.quantity }, { status: 422 });
  const added = addToBasket(ctx, ctx.basketId, offer.id, form.data.quantity);
  if (!added.ok) {
    const error = basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep);
    return data({ error, typed: form.values.quantity }, { status: 422 });
  }
  return redirect('/basket', { status: 303, headers: { 'set-cookie': basketCookie(added.basketId, ctx.secure) } });
});

export default function OfferDetailPage() {
  const { signedIn, reported, better, publicBuyer, ...page } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <OfferPage
      page={page}
      near={!publicBuyer}
      refused={useActionData<typeof action>()}
      compared={<BetterNearby offers={better} category={t.categories[page.offer.category]} />}
    >
      <OfferReport slug={page.offer.slug} signedIn={signedIn} reported={reported} />
    </OfferPage>
  );
}
