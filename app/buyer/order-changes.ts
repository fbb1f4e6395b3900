// The differences between the page that the buyer confirmed and the order that would be placed, as sentences.
import type { OrderChange, PreviewLine, PreviewPart } from '#app/domain/checkout/order-preview.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDay, formatMoney, formatRate } from '#app/i18n/format.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';
import { formatPriceUnit } from '#app/i18n/format-price-unit.ts';
import { formatHours } from '#app/i18n/format-time.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** One sentence for each change, with what was shown and what it is now. */
export function describeOrderChange(change: OrderChange, t: Messages, locale: Locale): string {
  const { changed } = t.checkout;
  const money = (cents: number) => formatMoney(cents, locale);
  const differs = (of: string, was: string, now: string) => changed.field(of, was, now);
  switch (change.what) {
    case 'line-added':
      return changed.added(countedName(change.line), describeAmount(change.line, t, locale));
    case 'line-removed':
      return changed.removed(countedName(change.line), describeAmount(change.line, t, locale));
    case 'name':
      return differs(changed.offer, change.was.name, change.now.name);
    case 'quantity':
      return differs(changed.quantity(change.now.name), `${change.was.quantity}`, `${change.now.quantity}`);
    case 'pack':
      return differs(
        changed.pack(change.now.name),
        formatPriceUnit(change.was, t, locale),
        formatPriceUnit(change.now, t, locale),
      );
    case 'price':
      return differs(
        changed.price(change.now.name),
        describePrice(change.was, t, locale),
        describePrice(change.now, t, locale),
      );
    case 'line-vat':
      return differs(
        changed.vat(change.now.name),
        formatRate(change.was.vatBasisPoints, locale),
        formatRate(change.now.vatBasisPoints, locale),
      );
    case 'cancellation':
      return differs(
        t.cancelTerms.changed(change.now.name),
        formatCancellation(change.was.cancellation, t, locale),
        formatCancellation(change.now.cancellation, t, locale),
      );
    case 'delivery':
      return differs(
        changed.delivery(change.now.supplierName),
        describeDelivery(change.was, t, locale),
        describeDelivery(change.now, t, locale),
      );
    case 'supplier':
      return differs(changed.supplier, change.was, change.now);
    case 'buyer':
      return differs(changed.buyer, change.was ?? changed.none, change.now ?? changed.none);
    case 'vat':
      return differs(t.basket.vatAt(formatRate(change.basisPoints, locale)), money(change.was), money(change.now));
    case 'deposit':
      return differs(changed.deposit, money(change.was), money(change.now));
    case 'total':
      return differs(t.basket.total, money(change.was), money(change.now));
    case 'terms':
      return changed.terms;
  }
}

function countedName({ quantity, name }: PreviewLine): string {
  return `${quantity} × ${name}`;
}

/** The amount of a line as the page shows it. */
export function describeAmount({ amountCents, basis }: PreviewLine, t: Messages, locale: Locale): string {
  return formatTaxed(amountCents, basis, t, locale);
}

/** The price of one pack as the page shows it: "16,00 € HT la cagette de 10 kg". */
export function describePrice(line: PreviewLine, t: Messages, locale: Locale): string {
  return `${formatTaxed(line.priceCents, line.basis, t, locale)} ${formatPriceUnit(line, t, locale)}`;
}

/** How and when a supplier's goods arrive, and for how much. */
function describeDelivery(part: PreviewPart, t: Messages, locale: Locale): string {
  return `${describeArrival(part, t, locale)}, ${describeFee(part, t, locale)}`;
}

export function describeArrival({ choice, arrivesOn, hours }: PreviewPart, t: Messages, locale: Locale): string {
  const day = arrivesOn ? formatDay(arrivesOn, locale) : t.basket.noDay;
  return [t.delivery[choice], [day, formatHours(hours, t)].filter(Boolean).join(' ')].join(', ');
}

export function describeFee({ feeCents, basis }: PreviewPart, t: Messages, locale: Locale): string {
  return feeCents > 0 ? formatTaxed(feeCents, basis, t, locale) : t.basket.free;
}
