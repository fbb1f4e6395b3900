import { useLoaderData } from '@remix-run/react';
import { openOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { OfferPage } from '#app/ui/offer-page.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.offers.$offerId.preview', (visit, { supplier }, { params }) => {
  const offer = getOwnOffer(visit, supplier.id, Number(params.offerId));
  return {
    ...openOfferPage(visit, offer),
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
