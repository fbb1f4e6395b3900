import type { PreviewPart } from '#app/domain/checkout/order-preview.ts';
import { formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { WeightBand } from '#app/ui/weight-band.tsx';
import { LineTime } from './line-time.tsx';
import { describeAmount, describeArrival, describeFee, describePrice } from './order-changes.ts';

/** One supplier's lines and delivery, with the price of a pack and its VAT: what the buyer confirms. */
export function PartSummary({ part }: { part: PreviewPart }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <div>
      <h3>{part.supplierName}</h3>
      <ul className="small">
        {part.lines.map((line) => (
          <li key={`${line.offerId} ${line.time}`} className="flex justify-between gap-3">
            <span>
              {line.quantity} × {line.name}
              <LineTime line={line} supplier={part.supplierName} />
              <span className="block">
                {describePrice(line, t, locale)} ·{' '}
                {(line.basis === 'net' ? t.basket.vatAt : t.basket.vatWithin)(formatRate(line.vatBasisPoints, locale))}
              </span>
              {line.pieceWeight && (
                <span className="block">
                  <WeightBand
                    weight={line.pieceWeight}
                    vatBasisPoints={line.vatBasisPoints}
                    pieces={line.quantity}
                    reading={line.basis}
                  />
                </span>
              )}
            </span>
            <span className="whitespace-nowrap">{describeAmount(line, t, locale)}</span>
          </li>
        ))}
        <li className="flex justify-between gap-3">
          <span>{describeArrival(part, t, locale)}</span>
          <span className="whitespace-nowrap">{describeFee(part, t, locale)}</span>
        </li>
      </ul>
    </div>
  );
}
