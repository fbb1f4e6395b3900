// The lines, totals and places of an order as text of a letter. A consumer reads prices with tax; an organisation reads
// them without, and the VAT by rate.
import type { BasketTotals } from '#app/domain/basket/pricing.ts';
import { currentLines, currentTotals } from '#app/domain/orders/current-totals.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { Outcome } from '#app/domain/orders/parts.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formatDay, formatMoney, formatRate } from '#app/i18n/format.ts';
import { formatHours } from '#app/i18n/format-time.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { openingLines } from '#app/i18n/opening-hours.ts';

type Part = WholeOrder['parts'][number];
type Amount = { htCents: number; vatCents: number };

/** An order as letters need it: its rows, its corrections, and its sellers. */
export type LetterOrder = {
  whole: WholeOrder;
  outcomes: ReadonlyMap<number, Outcome>;
  sellers: ReadonlyMap<string, Supplier>;
};

/** Whether the buyer's prices are incl. VAT. */
function readsGross({ whole }: Pick<LetterOrder, 'whole'>): boolean {
  return whole.lines[0]?.priceBasis === 'gross';
}

/** "4,80 € TTC" for a consumer, "4,55 € HT" for an organisation. */
function amountText(of: Pick<LetterOrder, 'whole'>, { htCents, vatCents }: Amount): string {
  const { locale } = of.whole.order;
  const t = catalogues[locale];
  return readsGross(of)
    ? `${formatMoney(htCents + vatCents, locale)} ${t.ttc}`
    : `${formatMoney(htCents, locale)} ${t.ht}`;
}

/** A supplier's lines as they are now, its delivery and its total, one list item each. */
export function partLines(of: LetterOrder, part: Part): string[] {
  const { whole, outcomes } = of;
  const { locale } = whole.order;
  const t = catalogues[locale];
  const own = whole.lines.filter((line) => line.supplierId === part.supplierId);
  const lines = currentLines(own, outcomes).map(({ name, quantity, ordered, ...amount }) => {
    if (quantity === 0 && amount.htCents > 0)
      return `- ${t.invoices.cancellation(translated(name, locale))}${t.colon}${amountText(of, amount)}`;
    const now = `- ${quantity} × ${translated(name, locale)}${t.colon}${amountText(of, amount)}`;
    const same = quantity === ordered.quantity && translated(name, locale) === translated(ordered.name, locale);
    return same ? now : `${now} (${t.orderMails.ordered(ordered.quantity, translated(ordered.name, locale))})`;
  });
  const delivery = { htCents: part.deliveryCents, vatCents: part.deliveryVatCents };
  if (part.deliveryCents > 0 && !part.deliveryRefunded)
    lines.push(`- ${t.delivery[part.choice]}${t.colon}${amountText(of, delivery)}`);
  const { totalCents } = currentTotals(whole, outcomes, part.supplierId);
  return [...lines, `- ${t.orderMails.partTotal}${t.colon}${formatMoney(totalCents, locale)} ${t.ttc}`];
}

/** The same for another reader, such as the supplier: quantities and names without prices. */
export function plainLines({ whole, outcomes }: LetterOrder, supplierId: string, locale: Locale): string[] {
  const own = whole.lines.filter((line) => line.supplierId === supplierId);
  return currentLines(own, outcomes)
    .filter(({ quantity }) => quantity > 0)
    .map(({ quantity, name }) => `- ${quantity} × ${translated(name, locale)}`);
}

/** The lines of a part that a letter of a cancellation is about: those of `lines`, or all. */
export function cancelledLines({ whole }: LetterOrder, part: Part, lines: readonly number[]): WholeOrder['lines'] {
  return whole.lines.filter(
    ({ supplierId, line }) => supplierId === part.supplierId && (lines.length === 0 || lines.includes(line)),
  );
}

/** The totals of the whole order now. */
export function totalLines(of: LetterOrder): string[] {
  const { locale } = of.whole.order;
  const t = catalogues[locale];
  const totals: BasketTotals = currentTotals(of.whole, of.outcomes);
  const money = (cents: number) => formatMoney(cents, locale);
  const rates = Object.entries(totals.vatByRate)
    .filter(([, cents]) => cents > 0)
    .map(([rate, cents]) => `- ${t.basket.vatAt(formatRate(Number(rate), locale))}${t.colon}${money(cents)}`);
  const net = [
    `- ${t.basket.goods}${t.colon}${money(totals.goodsCents)} ${t.ht}`,
    `- ${t.basket.deliveryTotal}${t.colon}${money(totals.deliveryCents)} ${t.ht}`,
    ...rates,
  ];
  const included = rates.map((rate) => `- ${t.orderMails.included} ${rate.slice(2)}`);
  const total = `- ${t.basket.total}${t.colon}${money(totals.totalCents)}`;
  return readsGross(of) ? [total, ...included] : [...net, total];
}

/** "Tournée partagée, jeudi 3 décembre". */
export function deliveryText(part: Part, locale: Locale): string {
  const t = catalogues[locale];
  const when = part.deliverOn && [formatDay(part.deliverOn, locale), formatHours(part.deliverHours, t)];
  return [t.delivery[part.choice], when ? when.filter(Boolean).join(' ') : null].filter(Boolean).join(', ');
}

/** Whether its buyer goes to the supplier: to fetch it, or to use it there. */
export function isAtSupplier({ choice }: Pick<Part, 'choice'>): boolean {
  return choice.startsWith('pickup') || choice === 'on-site';
}

/** "Retrait : 3 rue de l'Arche, Courcy", or "Sur place : …". */
export function placeLine({ choice }: Pick<Part, 'choice'>, place: string, locale: Locale): string {
  const t = catalogues[locale];
  return choice === 'on-site' ? `${t.delivery[choice]}${t.colon}${place}` : t.orderMails.pickup(place);
}

/** Address and opening hours of a pick-up. Empty when the supplier is gone. */
export function pickupPlace(seller: Supplier | undefined, locale: Locale): string {
  if (!seller) return '';
  return [
    `${seller.address}, ${communeName(seller.insee)}`,
    ...openingLines(seller.opening, catalogues[locale], locale),
  ].join(' · ');
}
