import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { openOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { leastQuantity } from '#app/domain/catalogue/offer.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { reportOffer } from '#app/domain/catalogue/reviews.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { cartRefusal } from '#app/http/basket-words.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { checkForm, readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { OfferPage } from '#app/ui/offer-page.tsx';
import { OfferReport } from '#app/ui/offer-report.tsx';

export const meta = titled;

const quantity = z.object({ quantity: z.coerce.number().int('quantity').min(1, 'quantity').max(9999, 'quantity') });

export const loader = answer('offers.$slug', (visit, { params }: LoaderFunctionArgs) => ({
  ...openOfferPage(visit, getOffer(visit, params.slug ?? '')),
  signedIn: visit.user !== null,
  reported: visit.url.searchParams.has('reported'),
}));

export const action = answer('offers.$slug', async (visit, { request, params }: ActionFunctionArgs) => {
  const offer = getOffer(visit, params.slug ?? '');
  const posted = await readForm(request);
  if (posted.get('intent') === 'report') {
    const text = String(posted.get('text') ?? '')
      .trim()
      .slice(0, 1000);
    if (visit.user && text) reportOffer(visit, offer.id, text);
    return redirect(`/offers/${offer.slug}?reported=1#report`, 303);
  }
  const form = checkForm(posted, quantity);
  if (!form.ok) return data({ error: visit.t.basket.quantityError, typed: form.values.quantity }, { status: 422 });
  const added = addToBasket(visit, visit.basketId, offer.id, form.data.quantity);
  if (!added.ok) {
    const error = cartRefusal(visit.t, added.reason, leastQuantity(offer), offer.orderStep);
    return data({ error, typed: form.values.quantity }, { status: 422 });
  }
  return redirect('/basket', { status: 303, headers: { 'set-cookie': basketCookie(added.basketId, visit.secure) } });
});

export default function Offer() {
  const { signedIn, reported, ...page } = useLoaderData<typeof loader>();
  return (
    <OfferPage page={page} refused={useActionData<typeof action>()}>
      <OfferReport slug={page.offer.slug} signedIn={signedIn} reported={reported} />
    </OfferPage>
  );
}
