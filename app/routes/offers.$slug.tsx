import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { previewOffer } from '#app/domain/basket/preview.server.ts';
import { type Unit, unitPriceCents } from '#app/domain/catalogue/offer.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { listCards } from '#app/domain/search/cards.server.ts';
import { share } from '#app/domain/shared/money.ts';
import { answer } from '#app/http/answer.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { parseForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatMass, formatMoney, formatRate } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { DeliveryTerms } from '#app/ui/delivery-terms.tsx';
import { ImpactPreview } from '#app/ui/impact-preview.tsx';
import { OfferCard } from '#app/ui/offer-card.tsx';
import { Picture } from '#app/ui/picture.tsx';
import { Price, useConsumer } from '#app/ui/price.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';
import { Rings } from '#app/ui/rings.tsx';
import { ScoreBars, ScoreHeadline, ScoreLegend } from '#app/ui/score-bars.tsx';

export const meta = titled;

const quantity = z.object({ quantity: z.coerce.number().int('quantity').min(1, 'quantity').max(9999, 'quantity') });

export const loader = answer('offers.$slug', (visit, { params }: LoaderFunctionArgs) => {
  const offer = getOffer(visit, params.slug ?? '');
  const preview = previewOffer(visit, offer, visit.place);
  const fr = visit.locale === 'fr';
  const name = fr ? offer.nameFr : offer.nameEn;
  return {
    title: name,
    name,
    description: fr ? offer.descriptionFr : offer.descriptionEn,
    offer: {
      slug: offer.slug,
      kind: offer.kind,
      category: offer.category as keyof typeof visit.t.categories,
      priceCents: offer.priceCents,
      vatBasisPoints: offer.vatBasisPoints,
      unit: offer.unit as Unit,
      packSize: offer.packSize,
      massGrams: offer.massGrams,
      stock: offer.stock,
      leadDays: offer.leadDays,
      depositCents: offer.depositCents,
      egalim: offer.egalim,
      lentUnits: offer.lentUnits,
    },
    preview,
    composites: seesComposites(visit.audience),
    place: visit.place.name,
    card: listCards(visit, [offer.id], visit.place)[0]!,
    from: visit.place,
    others: listCards(visit, preview.otherOfferIds, visit.place),
  };
});

export const action = answer('offers.$slug', async (visit, { request, params }: ActionFunctionArgs) => {
  const offer = getOffer(visit, params.slug ?? '');
  const form = await parseForm(request, quantity);
  if (!form.ok) return data({ error: visit.t.basket.quantityError, typed: form.values.quantity }, { status: 422 });
  const added = addToBasket(visit, visit.basketId, offer.id, form.data.quantity);
  if (!added.ok) {
    const { quantityError, gone, full } = visit.t.basket;
    const error = { quantity: quantityError, gone, full }[added.reason];
    return data({ error, typed: form.values.quantity }, { status: 422 });
  }
  return redirect('/basket', { status: 303, headers: { 'set-cookie': basketCookie(added.basketId, visit.secure) } });
});

/** "10 kg", "1 pièce": what one pack holds. */
function packWords({ unit, packSize }: { unit: Unit; packSize: number }, t: Messages): string {
  return `${packSize}\u00a0${packSize === 1 ? t.units[unit] : t.unitsMany[unit]}`;
}

export default function OfferPage() {
  const { name, description, offer, preview, composites, place, from, card, others } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  const soldOut = offer.stock === 0;
  const consumer = useConsumer();
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/offers">{t.nav.market}</a> ·{' '}
        <a href={`/offers?category=${offer.category}`}>{t.categories[offer.category]}</a>
      </p>
      <div className="split offer-split mt-3">
        <div className="grid gap-7">
          <div className="picture-frame">
            <Picture category={offer.category} seed={card.supplier.slug} />
            <span className="tag">{t.kinds[offer.kind]}</span>
          </div>
          <div className="about">
            <h1>{name}</h1>
            <p className="mt-2">
              {t.offer.by} <a href={`/suppliers/${card.supplier.slug}`}>{card.supplier.name}</a>,{' '}
              {card.supplier.commune}
            </p>
            <p className="lead mt-4">{description}</p>
            <ul className="small mt-3 grid gap-1">
              {t.offer.kindNotice[offer.kind] && <li>{t.offer.kindNotice[offer.kind]}</li>}
              {offer.egalim && <li>{t.offer.egalim[offer.egalim]}</li>}
              {offer.massGrams > 0 && (
                <li>
                  {t.offer.mass} {formatMass(offer.massGrams, locale)}
                </li>
              )}
              {offer.lentUnits > 0 && <li>{t.offer.lent(String(offer.lentUnits))}</li>}
            </ul>
          </div>
          <ImpactPreview
            preview={preview}
            lead={t.offer.impactLead(packWords(offer, t), t.delivery[preview.choice].toLowerCase(), place)}
          />
        </div>
        <div className="grid gap-5">
          <div className="panel buy grid gap-3">
            <p className="headline-price">
              <Price cents={offer.priceCents} vatBasisPoints={offer.vatBasisPoints} />{' '}
              <PriceUnit unit={offer.unit} packSize={offer.packSize} />
            </p>
            <ul className="small grid gap-1">
              {offer.packSize > 1 && (
                <li>
                  {t.offer.unitPrice(
                    formatMoney(unitPriceCents(offer.priceCents, offer.packSize), locale),
                    t.perUnit[offer.unit],
                  )}
                </li>
              )}
              {offer.vatBasisPoints === 0 && <li>{t.offer.noVat}</li>}
              {offer.vatBasisPoints > 0 && (
                <li>
                  {consumer
                    ? t.offer.withoutVat(
                        formatMoney(offer.priceCents, locale),
                        formatRate(offer.vatBasisPoints, locale),
                      )
                    : t.offer.withVat(
                        formatMoney(offer.priceCents + share(offer.priceCents, offer.vatBasisPoints), locale),
                        formatRate(offer.vatBasisPoints, locale),
                      )}
                </li>
              )}
              <li>{offer.stock === null ? t.toOrder : t.inStock(offer.stock)}</li>
              <li>{t.offer.lead(t.count.days(offer.leadDays))}</li>
              {offer.depositCents && <li>{t.offer.deposit(formatMoney(offer.depositCents, locale))}</li>}
            </ul>
            <Form method="post" className="flex flex-wrap items-end gap-3">
              <div className="field w-28">
                <label htmlFor="quantity">{t.offer.quantity}</label>
                <input
                  className="input"
                  id="quantity"
                  name="quantity"
                  type="number"
                  min="1"
                  max={offer.stock ?? 9999}
                  step="1"
                  defaultValue={refused?.typed ?? '1'}
                  aria-invalid={refused ? true : undefined}
                  aria-describedby={refused ? 'quantity-error' : undefined}
                  disabled={soldOut}
                />
              </div>
              <button type="submit" className="button main grow" disabled={soldOut}>
                {soldOut ? t.offer.soldOut : t.offer.add}
              </button>
              {refused && (
                <p className="font-semibold text-brick" id="quantity-error" role="alert">
                  {refused.error}
                </p>
              )}
            </Form>
          </div>
          <DeliveryTerms terms={preview.terms} />
          <Rings place={from} dots={[card.supplier]} />
          <div className="panel">
            <h2>{t.offer.supplierScore}</h2>
            <p className="small my-2">
              <a href={`/suppliers/${card.supplier.slug}`}>{card.supplier.name}</a>
            </p>
            {composites && card.score ? (
              <>
                <ScoreHeadline score={card.score} />
                <ScoreBars score={card.score} size="big" />
                <div className="mt-3">
                  <ScoreLegend />
                </div>
                <p className="mt-3">
                  <a href={`/suppliers/${card.supplier.slug}#facts`}>{t.score.open}</a>
                </p>
              </>
            ) : (
              <a href={`/suppliers/${card.supplier.slug}#facts`}>{t.score.facts}</a>
            )}
          </div>
        </div>
      </div>
      {others.length > 0 && (
        <section className="section">
          <h2>{t.offer.more(card.supplier.name)}</h2>
          <ul className="cards mt-4">
            {others.map((other) => (
              <OfferCard key={other.id} card={other} show="offer" />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
