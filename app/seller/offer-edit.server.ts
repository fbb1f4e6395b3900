// The edit of an offer in a page: what its fields are now, who changed one last, and the stock as a difference.

import { personNames } from '#app/domain/accounts/roles.server.ts';
import { bookingColumns } from '#app/domain/catalogue/booking-cells.ts';
import { columnOf, type OfferColumn } from '#app/domain/catalogue/cells.ts';
import { findLastChange } from '#app/domain/catalogue/offer-changes.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import type { StockRefusal, typeStock } from '#app/domain/catalogue/stock.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Editing, LastChange } from '#app/http/edit-conflicts.ts';
import type { MergedEdit } from '#app/http/edit-form.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatRate, formatWeekday } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { offerValues } from './offer-form.server.ts';

/** The editing of an offer's whole form. Its stock is not compared: it is written as a difference. */
export function offerEditing(ctx: RequestContext, offer: Offer): Editing {
  const { stock: _, status: _s, ...now } = offerValues(asDraft(offer), offer.ownStatus, ctx.locale);
  return {
    now,
    boxes: Object.keys(now).filter((name) => /^(?:day[1-7]|allergen_[a-z]+)$/.test(name)),
    lastChange: (field) => lastChangeOf(ctx, offer.id, field),
    describe: (field, text) => describeText(ctx, field, text),
  };
}

/** The last change of a form's field, with the name of the person. */
export function lastChangeOf(ctx: RequestContext, offerId: number, field: string): LastChange | null {
  const change = findLastChange(ctx, offerId, draftField(field));
  return change ? { name: personNames(ctx, [change.actor]).get(change.actor) ?? null, at: change.at } : null;
}

const otherColumns: Record<string, keyof typeof columnOf> = {
  uses_per_life: 'scenario',
  piece_min_kg: 'pieceWeight',
  price_per_kg: 'pieceWeight',
  away: 'availability',
  by_product_frequency: 'byProduct',
  by_product_status: 'byProduct',
  ...Object.fromEntries(bookingColumns.map((column) => [column, 'bookingTerms' as const])),
};

function draftField(field: string): string {
  if (/^(?:attr|allergen)_/.test(field)) return 'attributes';
  if (/^day[1-7]$/.test(field)) return 'availability';
  if (/^(?:open[1-7]|cancel[12])_/.test(field)) return 'bookingTerms';
  const named = Object.entries(columnOf).find(([, column]) => column === field)?.[0];
  return named ?? findOwnValue(otherColumns, field) ?? field;
}

/** A chosen option by its label, a box by yes or no. */
function describeText({ t, locale }: RequestContext, field: string, text: string): string {
  const messages = t.offerEditor;
  if (/^day[1-7]$/.test(field)) return `${formatWeekday(Number(field.slice(3)), locale)} : ${text ? t.yes : t.no}`;
  if (field.startsWith('allergen_')) return text ? t.yes : t.no;
  if (field === 'on_quote') return text === 'yes' ? t.yes : t.no;
  if (field === 'vat') return formatRate(Math.round(Number(text) * 100), locale);
  const labels: Partial<Record<OfferColumn, Record<string, string>>> = {
    kind: t.kinds,
    category: t.categories,
    unit: t.units,
    order_unit: messages.orderUnits,
    egalim: t.food.classes,
    food_family: t.food.families,
    repaired_thing: messages.repairedThings,
    booking_way: t.bookingEditor.ways,
    by_product_frequency: messages.frequencies,
    by_product_status: messages.byProductStatuses,
  };
  return new Map(Object.entries(labels[field as OfferColumn] ?? {})).get(text) ?? text;
}

/** The stock that a page showed in a field: null if made to order, undefined if the page did not say. */
export function shownStock({ shown }: MergedEdit, field: string): number | null | undefined {
  const text = shown.get(field)?.trim();
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Why a typed stock was not written, as a sentence beside its field. */
export function stockMessage(
  refusal: StockRefusal | Extract<ReturnType<typeof typeStock>, { reason: 'moved' }>,
  { stockPage }: Messages,
): string {
  if (refusal.reason === 'too-low') return stockPage.tooLow(refusal.stock);
  return refusal.stock === null ? stockPage.movedToOrder : stockPage.moved(refusal.stock);
}
