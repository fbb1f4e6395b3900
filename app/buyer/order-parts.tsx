import type { ComponentProps } from 'react';
import type { OfferKind } from '#app/domain/catalogue/offer.ts';
import type { PartState } from '#app/domain/orders/part.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { Price, PriceReading } from '#app/domain/shared/price.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import { formatDay, formatNumber, formatRate } from '#app/i18n/format.ts';
import { formatHours } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import { ThingPicture } from '#app/ui/thing-picture.tsx';
import { PartActions } from './part-actions.tsx';
import { SeatNames } from './seat-names.tsx';

type Part = {
  supplierId: string;
  name: string;
  slug: string;
  state: PartState;
  choice: DeliveryChoice;
  /** Address and opening hours for a pick-up; null for a delivery. */
  where: string[] | null;
  deliverOn: string | null;
  deliverHours: string;
  delivery: Price;
  /** Invoices and credit notes, with labels made on the server. */
  documents: { href: string; label: string }[];
  acts: ComponentProps<typeof PartActions>['acts'];
  scoreProven: number | null;
  lines: {
    line: number;
    slug: string;
    thing: string | null;
    kind?: OfferKind | undefined;
    name: string;
    nameLang?: Locale | undefined;
    quantity: number;
    price: Price;
    vatBasisPoints: number;
    /** Of what is priced by the kilogram: its band, or its weight. */
    weight: string | null;
    /** Of a booking that is still to come: the terms of cancelling it. */
    terms: string | null;
    /** The ordered quantity and name, if the line is another now. */
    ordered: { quantity: number; name: string } | null;
    /** Of a session: who sits where. */
    seats: { names: string[]; begun: boolean } | null;
  }[];
};

/** The parts of an order: what each supplier sold and still has to do. */
export function OrderParts({
  parts,
  method,
  composites,
  labels,
  reading,
  mayAct,
}: {
  parts: Part[];
  method: string;
  composites: boolean;
  labels: ComponentProps<typeof PartActions>['labels'];
  reading: PriceReading;
  /** Whether the reader may change the order. */
  mayAct: boolean;
}) {
  const t = useMessages();
  const locale = useLocale();
  const price = usePriceText(reading);
  return (
    <>
      {parts.map((part) => (
        <section key={part.supplierId} className="panel">
          <h2>
            <a className="text-ink no-underline" href={`/suppliers/${part.slug}`}>
              {part.name}
            </a>
          </h2>
          <p>
            <b>{t.order.todo[part.state]}</b> · {t.delivery[part.choice]}
            {part.deliverOn && `, ${formatDay(part.deliverOn, locale)} ${formatHours(part.deliverHours, t)}`.trimEnd()}
          </p>
          {part.where && <p className="small">{part.where.join(' · ')}</p>}
          <table className="plain mt-2">
            <tbody>
              {part.lines.map((line) => (
                <tr key={line.line}>
                  <td>
                    <div className="pictured">
                      <ThingPicture
                        thing={line.thing}
                        kind={line.kind}
                        name={line.name}
                        supplier={part.slug}
                        size="line"
                      />
                      <div>
                        <LineNow line={line} />
                        <br />
                        <span className="small">
                          {t.vat} {formatRate(line.vatBasisPoints, locale)}
                        </span>
                        {line.weight && <p className="small">{line.weight}</p>}
                        {line.terms && <p className="small">{line.terms}</p>}
                        {line.quantity === 0 && line.price.netCents > 0 && (
                          <p className="small">{t.order.feeKept(price(line.price))}</p>
                        )}
                      </div>
                    </div>
                  </td>
                  <td className="n">{price(line.price)}</td>
                </tr>
              ))}
              {part.delivery.netCents > 0 && (
                <tr>
                  <td>{t.delivery[part.choice]}</td>
                  <td className="n">{price(part.delivery)}</td>
                </tr>
              )}
            </tbody>
          </table>
          {part.lines.map(
            ({ line, seats }) => seats && <SeatNames key={line} line={line} seats={seats} mayName={mayAct} />,
          )}
          <DocumentLinks documents={part.documents} />
          <PartActions supplierId={part.supplierId} acts={part.acts} labels={labels} />
          {composites && part.scoreProven !== null && (
            <p className="small mt-2">{t.order.scoreThen(formatNumber(part.scoreProven, locale), method)}</p>
          )}
        </section>
      ))}
    </>
  );
}

/** The line as it is now, and what was ordered if that was another. */
function LineNow({ line: { slug, name, nameLang, quantity, ordered } }: { line: Part['lines'][number] }) {
  const t = useMessages().order;
  if (ordered && quantity === 0)
    return (
      <>
        <s>
          {ordered.quantity} ×{' '}
          <a href={`/offers/${slug}`} lang={nameLang}>
            {ordered.name}
          </a>
        </s>{' '}
        <b>{t.removed}</b>
      </>
    );
  return (
    <>
      {quantity} ×{' '}
      <a href={`/offers/${slug}`} lang={nameLang}>
        {name}
      </a>
      {ordered && <b className="block">{t.orderedAs(ordered.quantity, ordered.name)}</b>}
    </>
  );
}
