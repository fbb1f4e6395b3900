// The page of an offer: pictures, description, impact, price, delivery, and its supplier.
import type { ReactNode } from 'react';
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import type { OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import { formatDate, formatMass, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { weekdaysText } from '#app/i18n/opening-hours.ts';
import { BuyPanel } from './buy-panel.tsx';
import { DeliveryTermsList } from './delivery-terms.tsx';
import { Gallery } from './gallery.tsx';
import { ImpactPreview } from './impact-preview.tsx';
import { OfferAttributes } from './offer-attributes.tsx';
import { OfferCard } from './offer-card.tsx';
import { PickButtons } from './offer-tray.tsx';
import { Rings } from './rings.tsx';
import { ScoreSentence } from './score-sentence.tsx';
import { StatutoryNotes } from './statutory-notes.tsx';
import { ThingPicture } from './thing-picture.tsx';

export function OfferPage({
  page,
  closed = false,
  compared,
  children,
}: {
  page: OfferPageData;
  /** Preview: buying is disabled. */
  closed?: boolean;
  /** Offers to compare with, below the impact. */
  compared?: ReactNode;
  children?: ReactNode;
}) {
  const {
    name,
    nameLang,
    offer,
    booking,
    sessions,
    family,
    season,
    preview,
    seller,
    places,
    place,
    from,
    others,
    siblings,
  } = page;
  const t = useMessages();
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/offers">{t.nav.market}</a> ·{' '}
        <a href={`/offers?category=${offer.category}`}>{t.categories[offer.category]}</a>
      </p>
      <div className="offer-top mt-3">
        <Pictures page={page} />
        <div className="attention">
          <header>
            <h1 lang={nameLang}>{name}</h1>
            <p className="mt-2">
              {t.offer.by} <a href={`/suppliers/${seller.slug}`}>{seller.name}</a>
              {places && `, ${seller.commune}`}
            </p>
          </header>
          <BuyPanel {...{ offer, booking, sessions, family, season, seller, places, name, closed }} />
          {!closed && <PickButtons slug={offer.slug} name={name} />}
          {preview.terms && <DeliveryTermsList terms={preview.terms} dayless={offer.state === 'out-of-season'} />}
          <div>
            <ScoreSentence score={page.score} evidence={page.evidence} labels={page.labels} size="page" />
            <p className="small mt-2">
              <a href={`/suppliers/${seller.slug}#facts`}>{page.score ? t.score.open : t.score.facts}</a>
            </p>
          </div>
        </div>
        <About page={page} />
      </div>
      {siblings.length > 0 && (
        <section className="section">
          <h2>{t.offer.siblings}</h2>
          <ul className="cards mt-4">
            {siblings.map((sibling) => (
              <OfferCard key={sibling.id} card={sibling} show="offer" near={places} />
            ))}
          </ul>
        </section>
      )}
      <div className="fact-columns">
        <ImpactPreview
          preview={preview}
          lead={t.offer.impactLead(
            usePackName(offer),
            t.delivery[preview.choice].toLowerCase(),
            places && preview.terms ? place : null,
          )}
        />
        {compared}
        {places && <Rings place={from} dots={[seller]} />}
        <StatutoryNotes texts={page.legalTexts} />
      </div>
      {children}
      {others.length > 0 && (
        <section className="section">
          <h2>{t.offer.more(seller.name)}</h2>
          <ul className="cards mt-4">
            {others.map((other) => (
              <OfferCard key={other.id} card={other} show="offer" near={places} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The content of one pack: "10 kg", "1 pièce". */
function usePackName({ unit, packMilli }: { unit: Unit; orderUnit: OrderUnit; packMilli: number }): string {
  const t = useMessages();
  const locale = useLocale();
  const names = packMilli === 1000 ? t.units[unit] : t.unitsMany[unit];
  return `${formatNumber(packMilli / 1000, locale, 3)}\u00a0${names}`;
}

function Pictures({ page: { offer, name, images, seller } }: { page: OfferPageData }) {
  const t = useMessages();
  return (
    <div className="gallery">
      {images.length > 0 ? (
        <Gallery photos={images} />
      ) : (
        <ThingPicture thing={offer.thing} kind={offer.kind} name={name} supplier={seller.slug} size="page" />
      )}
      <span className="tag">{t.kinds[offer.kind]}</span>
    </div>
  );
}

function About({ page }: { page: OfferPageData }) {
  const { description, descriptionLang, offer, booking } = page;
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="about">
      <p className="lead" lang={descriptionLang}>
        {description || t.claimTexts.descriptionWaits}
      </p>
      <ul className="small mt-3 grid gap-1">
        {booking?.way !== 'slot' && t.offer.kindNotice[offer.kind] && <li>{t.offer.kindNotice[offer.kind]}</li>}
        {offer.egalim && <li>{t.offer.egalim(t.food.classes[offer.egalim])}</li>}
        {offer.controlBody && <li>{t.offer.controlledBy(offer.controlBody)}</li>}
        {offer.massGrams > 0 && (
          <li>
            {t.offer.mass} {formatMass(offer.massGrams, locale)}
          </li>
        )}
        {offer.lentUnits > 0 && <li>{t.offer.lent(String(offer.lentUnits))}</li>}
        {offer.availability && offer.availability.days.length < 7 && (
          <li>{t.offer.available(weekdaysText(offer.availability.days, t, locale))}</li>
        )}
        {offer.availability?.away.map(({ from, to }) => (
          <li key={from}>{t.offer.away(formatDate(from, locale), formatDate(to, locale))}</li>
        ))}
        {offer.byProduct && (
          <>
            <li>{t.offer.byProduct.available(offer.byProduct.available)}</li>
            <li>{t.offer.byProduct.frequency[offer.byProduct.frequency]}</li>
            <li>{t.offer.byProduct.status[offer.byProduct.status]}</li>
          </>
        )}
      </ul>
      <OfferAttributes attributes={offer.attributes} />
    </div>
  );
}
