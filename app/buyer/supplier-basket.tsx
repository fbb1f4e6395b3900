// One supplier's part of the basket, with its minimum order as a gauge and the effect of each delivery choice.
import { Form, useSubmit } from '@remix-run/react';
import type { CSSProperties } from 'react';
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatCo2 } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { tintOf } from '#app/ui/drawing.tsx';
import { PriceUnit } from '#app/ui/price-unit.tsx';

type Refused = { offerId: number; error: string; typed: string } | null;

export function SupplierBasketPanel({ basket, refused }: { basket: SupplierBasketView; refused: Refused }) {
  const t = useMessages();
  const { supplier } = basket;
  return (
    <section className="stall" style={{ '--tint': tintOf(supplier.slug) } as CSSProperties}>
      <div>
        <h2>
          <a className="text-ink no-underline" href={`/suppliers/${supplier.slug}`}>
            {supplier.name}
          </a>
        </h2>
        <ul className="mt-2">
          {basket.lines.map((line) => (
            <SupplierBasketLine
              key={line.offerId}
              line={line}
              refused={refused?.offerId === line.offerId ? refused : null}
            />
          ))}
        </ul>
        <Gauge basket={basket} />
        <h3 className="sr-only">{t.basket.delivery(supplier.name)}</h3>
        <Deliveries basket={basket} />
      </div>
    </section>
  );
}

function SupplierBasketLine({ line, refused }: { line: SupplierBasketView['lines'][number]; refused: Refused }) {
  const t = useMessages();
  const locale = useLocale();
  const submit = useSubmit();
  const error =
    refused?.error ??
    (line.enough
      ? null
      : line.fits
        ? t.basket.notEnough(line.stock ?? 0)
        : t.basket.step(Math.ceil(line.minQuantity / line.orderStep) * line.orderStep, line.orderStep));
  return (
    <li className="stall-line">
      <div>
        <a href={`/offers/${line.slug}`}>{line.name}</a>
        <p className="small">
          {formatMoney(line.priceCents, locale)} {t.ht}{' '}
          <PriceUnit unit={line.unit} orderUnit={line.orderUnit} packMilli={line.packMilli} /> ·{' '}
          {t.basket.lead(t.count.days(line.leadDays))}
        </p>
        {error && (
          <p className="font-semibold text-brick" id={`error-${line.offerId}`} role="alert">
            {error}
          </p>
        )}
      </div>
      <Form
        discover="none"
        method="post"
        action="/basket"
        className="flex flex-wrap items-center gap-2"
        onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      >
        <input type="hidden" name="offer" value={line.offerId} />
        <span className="quantity">
          <input
            key={line.quantity}
            type="number"
            name="quantity"
            min="0"
            max="9999"
            step={line.orderStep}
            defaultValue={refused?.typed ?? line.quantity}
            aria-label={t.basket.quantityOf(line.name)}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `error-${line.offerId}` : undefined}
          />
          <noscript>
            <button type="submit">{t.basket.update}</button>
          </noscript>
        </span>
        <button
          type="submit"
          className="small min-h-11 cursor-pointer underline"
          name="remove"
          value="1"
          aria-label={t.basket.remove(line.name)}
        >
          {t.basket.removeShort}
        </button>
      </Form>
      <b className="text-right">{formatMoney(line.htCents, locale)}</b>
    </li>
  );
}

function Gauge({ basket: { supplier, goodsCents, missingCents } }: { basket: SupplierBasketView }) {
  const t = useMessages();
  const locale = useLocale();
  if (supplier.minimumCents === 0) return null;
  const minimum = formatMoney(supplier.minimumCents, locale);
  const full = Math.min(100, Math.round((100 * goodsCents) / supplier.minimumCents));
  return (
    <>
      <div
        className={missingCents > 0 ? 'gauge short' : 'gauge'}
        role="img"
        aria-label={t.basket.gauge(formatMoney(goodsCents, locale), minimum)}
        style={{ '--full': `${full}%` } as CSSProperties}
      />
      {missingCents > 0 ? (
        <p className="text-brick">
          {t.basket.stallMissing(formatMoney(missingCents, locale), minimum)}{' '}
          <a href={`/offers?supplier=${supplier.slug}`}>{t.basket.moreOf}</a>
        </p>
      ) : (
        <p className="small">{t.basket.stallReached(minimum)}</p>
      )}
    </>
  );
}

function Deliveries({ basket }: { basket: SupplierBasketView }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <Form discover="none" method="post" action="/basket" className="choices" preventScrollReset>
      <input type="hidden" name="supplier" value={basket.supplier.id} />
      {basket.options.map(({ choice, feeCents, arrivesOn, impact }) => (
        <button
          type="submit"
          key={choice}
          className="choice"
          name="choice"
          value={choice}
          aria-pressed={choice === basket.choice}
        >
          <b>{t.delivery[choice]}</b>
          {choice.startsWith('pickup')
            ? t.basket.pickup(formatDay(arrivesOn, locale))
            : t.basket.arrives(formatDay(arrivesOn, locale))}{' '}
          · {feeCents > 0 ? `${formatMoney(feeCents, locale)} ${t.ht}` : t.basket.free}
          {impact.delta && (
            <>
              <br />
              {formatCo2(impact.delta, t, locale)}
            </>
          )}
        </button>
      ))}
    </Form>
  );
}
