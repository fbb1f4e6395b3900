// One supplier's part of the basket, with its minimum order as a gauge and the effect of each delivery choice.
import type { CSSProperties } from 'react';
import { describeLineBlock } from '#app/buyer/line-block-text.ts';
import { QuantityField } from '#app/buyer/quantity-field.tsx';
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { isOnSite, writeTime } from '#app/domain/calendar/booked-time.ts';
import { isCarried } from '#app/domain/suppliers/supplier.ts';
import { formatDay } from '#app/i18n/format.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';
import { formatCo2 } from '#app/i18n/format-interval.ts';
import { formatHours, formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PickButtons } from '#app/ui/offer-tray.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';
import { ThingPicture, tintClass } from '#app/ui/thing-picture.tsx';
import { WeightBand } from '#app/ui/weight-band.tsx';

/** `planned`: the basket has plans; its single choices are folded while one of them is chosen. */
export function SupplierBasketPanel({
  basket,
  planned = null,
}: {
  basket: SupplierBasketView;
  planned?: { isChosen: boolean } | null;
}) {
  const t = useMessages();
  const { supplier } = basket;
  return (
    <section className={`stall ${tintClass(supplier.slug)}`} data-key={supplier.id}>
      <div>
        <h2>
          <a className="text-ink no-underline" href={`/suppliers/${supplier.slug}`}>
            {supplier.name}
          </a>
        </h2>
        <ul className="mt-2">
          {basket.lines.map((line) => (
            <SupplierBasketLine key={line.key} line={line} supplier={supplier} />
          ))}
        </ul>
        <Gauge basket={basket} />
        {isCarried(basket.choice) && <h3 className="sr-only">{t.basket.delivery(supplier.name)}</h3>}
        {isCarried(basket.choice) &&
          (planned ? <FoldedDeliveries basket={basket} isOpen={!planned.isChosen} /> : <Deliveries basket={basket} />)}
      </div>
    </section>
  );
}

type Line = SupplierBasketView['lines'][number];

function SupplierBasketLine({ line, supplier }: { line: Line; supplier: SupplierBasketView['supplier'] }) {
  const t = useMessages();
  const locale = useLocale();
  const price = usePriceText();
  const id = `quantity-${line.key}`;
  const fields = { offer: line.offerId, ...(line.time && { time: writeTime(line.time) }) };
  const shortage = describeLineBlock(line, t);
  return (
    <li className="stall-line" data-key={line.key}>
      <div className="pictured">
        <ThingPicture thing={line.thing} kind={line.kind} name={line.name} supplier={supplier.slug} size="line" />
        <div>
          <a href={`/offers/${line.slug}`} lang={line.nameLang}>
            {line.name}
          </a>
          {line.time ? (
            <p>
              {formatTime(line.time, t, locale)}
              {isOnSite(line.time) && `, ${line.place || t.booking.at(supplier.name)}`}
              {line.time.way === 'appointment' && `, ${t.delivery.visit.toLowerCase()}`}
              <span className="small block">
                {price(line.price)} · <a href={`/offers/${line.slug}#when`}>{t.booking.choose}</a>
              </span>
              <span className="small block">{formatCancellation(line.cancellation, t, locale)}</span>
            </p>
          ) : (
            <p className="small">
              {price(line.price)} <PriceUnit unit={line.unit} orderUnit={line.orderUnit} packMilli={line.packMilli} /> ·{' '}
              {t.basket.lead(t.count.workDays(line.leadDays))}
            </p>
          )}
          {line.pieceWeight && (
            <p className="small">
              <WeightBand weight={line.pieceWeight} vatBasisPoints={line.vatBasisPoints} pieces={line.quantity} />
            </p>
          )}
          <PickButtons slug={line.slug} name={line.name} />
          {shortage && (
            <p className="font-semibold text-brick" id={`${id}-hint`} role="alert">
              {shortage}
            </p>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <PostForm intents={['set']} hiddenFields={fields} kept={{ quantity: line.quantity }} action="/basket">
          <input type="hidden" name="intent" value="set" />
          <QuantityField id={id} line={line} shortage={shortage} />
        </PostForm>
        <PostForm intents={['remove']} hiddenFields={fields} action="/basket">
          <button
            type="submit"
            className="small min-h-11 cursor-pointer underline"
            name="intent"
            value="remove"
            aria-label={t.basket.remove(line.name)}
          >
            {t.basket.removeShort}
          </button>
        </PostForm>
      </div>
      <b className="text-right">{price(line.total)}</b>
    </li>
  );
}

function Gauge({ basket: { supplier, goods, minimum } }: { basket: SupplierBasketView }) {
  const t = useMessages();
  const say = usePriceText();
  const { min, missing } = minimum;
  if (min.netCents === 0) return null;
  const full = Math.round((100 * (min.netCents - missing.netCents)) / min.netCents);
  return (
    <>
      <div
        className={missing.netCents > 0 ? 'gauge short' : 'gauge'}
        role="img"
        aria-label={t.basket.gauge(say(goods), say(min))}
        style={{ '--full': `${full}%` } as CSSProperties}
      />
      {missing.netCents > 0 ? (
        <p className="text-brick">
          {t.basket.stallMissing(say(missing), say(min))}{' '}
          <a href={`/offers?supplier=${supplier.slug}`}>{t.basket.moreOf}</a>
        </p>
      ) : (
        <p className="small">{t.basket.stallReached(say(min))}</p>
      )}
    </>
  );
}

/** The delivery of the part, with its choices under one fold. */
function FoldedDeliveries({ basket, isOpen }: { basket: SupplierBasketView; isOpen: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  const price = usePriceText();
  const option = basket.options.find(({ choice }) => choice === basket.choice)!;
  return (
    <>
      <p className="mt-3" data-key="delivery">
        <b>{t.delivery[option.choice]}</b>
        {option.arrivesOn && `, ${formatDay(option.arrivesOn, locale)}`}
        {option.hours && ` ${formatHours(option.hours, t)}`} ·{' '}
        {option.fee.netCents > 0 ? price(option.fee) : t.basket.free}
      </p>
      <details open={isOpen}>
        <summary>{t.plans.bySupplier(basket.supplier.name)}</summary>
        <Deliveries basket={basket} />
      </details>
    </>
  );
}

function Deliveries({ basket }: { basket: SupplierBasketView }) {
  const t = useMessages();
  const locale = useLocale();
  const price = usePriceText();
  return (
    <PostForm
      intents={['deliver']}
      hiddenFields={{ supplier: basket.supplier.id }}
      action="/basket"
      className="choices"
    >
      <input type="hidden" name="intent" value="deliver" />
      {basket.options.map(({ choice, fee, arrivesOn, hours, impact }) => (
        <button
          type="submit"
          key={choice}
          className="choice"
          name="choice"
          value={choice}
          aria-pressed={choice === basket.choice}
        >
          <b>
            {t.delivery[choice]}
            {choice === basket.choice && <span className="small"> ({t.basket.chosen})</span>}
          </b>
          {arrivesOn
            ? t.basket[choice.startsWith('pickup') ? 'pickup' : 'arrives'](formatDay(arrivesOn, locale))
            : t.basket.noDay}{' '}
          {formatHours(hours, t)} · {fee.netCents > 0 ? price(fee) : t.basket.free}
          {impact.delta && (
            <>
              <br />
              {formatCo2(impact.delta, t, locale)}
            </>
          )}
        </button>
      ))}
    </PostForm>
  );
}
