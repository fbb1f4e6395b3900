// The live region of the basket: public/basket.js says there after a change what it costs now, and that a line is gone.
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The live region stands empty in the page from the start: one that is inserted with its text is mostly not read. */
export function BasketStatus({ suppliers, totalCents }: { suppliers: SupplierBasketView[]; totalCents: number }) {
  const { basket: t } = useMessages();
  const locale = useLocale();
  return (
    <p
      className="sr-only"
      role="status"
      data-total={t.totalNow(formatMoney(totalCents, locale))}
      data-removed={t.lineRemoved}
      data-lines={suppliers.reduce((count, part) => count + part.lines.length, 0)}
      data-choices={suppliers.map(({ choice }) => choice).join(' ')}
    />
  );
}
