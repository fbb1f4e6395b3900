import { describeLineBlock } from '#app/buyer/line-block-text.ts';
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import type { PriceBasis } from '#app/domain/shared/price.ts';
import { formatPrice } from '#app/i18n/format-price.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** Names what keeps a basket from being ordered, with a link to the place to mend it. */
export function BlockedList({ suppliers, basis }: { suppliers: SupplierBasketView[]; basis: PriceBasis }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <ul className="notice care grid gap-1">
      {suppliers.flatMap(({ supplier, minimum, lines }) => {
        const blocked = lines.flatMap((line) => {
          const why = describeLineBlock(line, t);
          if (!why) return [];
          const when = line.time && formatTime(line.time, t, locale);
          return [t.basket.blockedBy(when ? `${line.name}, ${when}` : line.name, why)];
        });
        const missing = t.basket.missing(formatPrice(minimum.missing, basis, t, locale));
        const short = minimum.missing.netCents > 0 ? [t.basket.blockedBy(supplier.name, missing)] : [];
        return [...short, ...blocked].map((text) => (
          <li key={text}>
            <a href={`/offers?supplier=${supplier.slug}`}>{text}</a>
          </li>
        ));
      })}
    </ul>
  );
}
