import { useLoaderData } from '@remix-run/react';
import { getOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { OfferPage } from '#app/ui/offer-page.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/offers.$offerId.preview', (ctx, { supplier }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  const page = getOfferPage(ctx, offer);
  return {
    ...page,
    title: pageTitle(page.title, { state: ctx.t.offerEditor.previewTitle, of: supplier.name }),
    live: offer.status === 'live',
    back: `/supplier/${supplier.slug}/offers/${offer.id}`,
  };
});

export default function Preview() {
  const { live, back, ...page } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <>
      <p className="wrap notice mt-4">
        {!live && t.offer.preview} <a href={back}>{t.back}</a>
      </p>
      <OfferPage page={page} closed />
    </>
  );
}
