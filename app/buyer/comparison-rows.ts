// The rows of a comparison as text: what differs is found by what a reader sees.
import type { ComparedOffer, JudgedFact, OfferComparison } from '#app/domain/buying/comparison.ts';
import { findBest, isOneThing, writtenIn } from '#app/domain/buying/comparison.ts';
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { PriceReading } from '#app/domain/shared/price.ts';
import { formatDay, formatMass, formatNumber } from '#app/i18n/format.ts';
import { attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { formatCo2 } from '#app/i18n/format-interval.ts';
import { formatPrice } from '#app/i18n/format-price.ts';
import type { Messages } from '#app/i18n/messages.ts';

/**
 * `best`: places of the marked cells. `texts`: a cell for each offer; empty where it says nothing. `langs`: of the cells
 * whose words are in another language than the reader's.
 */
export type ComparisonRow = {
  key: string;
  label: string;
  texts: string[];
  langs: readonly (Locale | undefined)[];
  best: readonly number[];
};

type Reader = { t: Messages; locale: Locale; reading: PriceReading };

/** The rows of the facts and attributes; rows in which no offer says anything are left out. */
export function comparisonRows(comparison: OfferComparison, { t, locale, reading }: Reader): ComparisonRow[] {
  const { offers } = comparison;
  const { compared } = t;
  const best = findBest(comparison);
  const written = writtenIn(comparison, locale);
  const say = (price: ComparedOffer['total']) => (price ? formatPrice(price, reading, t, locale) : '');
  const row = (
    key: keyof Messages['compared']['rows'],
    read: (offer: ComparedOffer) => string,
    judged?: JudgedFact,
  ) => ({
    key,
    label: compared.rows[key],
    texts: offers.map(read),
    langs: [],
    best: judged ? best[judged] : [],
  });
  const rows = [
    row('state', (offer) => stateOf(offer, t)),
    ...(isOneThing(comparison)
      ? []
      : [{ ...row('thing', ({ thingName }) => thingName ?? ''), langs: offers.map(() => written) }]),
    row('kind', ({ kind }) => t.kinds[kind]),
    row('total', ({ total }) => say(total), 'total'),
    row('goods', ({ goods }) => say(goods)),
    row('delivery', ({ delivery }) =>
      delivery
        ? `${t.delivery[delivery.choice]}, ${delivery.fee.netCents > 0 ? say(delivery.fee) : compared.free}`
        : '',
    ),
    row('missing', (offer) => minimumOf(offer, t, say)),
    row(
      'unitPrice',
      ({ unitPrice }) => (unitPrice ? `${say(unitPrice.price)} ${t.perComparedUnit[unitPrice.per]}` : ''),
      'unitPrice',
    ),
    row('packs', (offer) => packsOf(offer, t, locale)),
    row(
      'arrivesOn',
      ({ arrivesOn, delivery }) => (arrivesOn && delivery ? dayOf(arrivesOn, delivery.choice, t, locale) : ''),
      'arrivesOn',
    ),
    row(
      'warranty',
      ({ warrantyMonths }) =>
        warrantyMonths === null ? '' : `${formatNumber(warrantyMonths, locale)}\u00a0${t.attributeUnits.months}`,
      'warranty',
    ),
    ...attributeRows(offers, written, t, locale),
    row('impact', ({ impact }) => (impact?.delta ? formatCo2(impact.delta, t, locale) : ''), 'impact'),
    row('kept', ({ impact }) => (impact && impact.keptGrams > 0 ? formatMass(impact.keptGrams, locale) : '')),
  ];
  return rows.filter(({ texts }) => texts.some((text) => text !== ''));
}

/** Whether the cells of a row do not all say the same. */
export function isDifferent({ texts }: ComparisonRow): boolean {
  return new Set(texts).size > 1;
}

function stateOf({ state, stock }: ComparedOffer, t: Messages): string {
  const sentence = t.compared.states[state];
  if (state !== 'open' && state !== 'short') return sentence;
  return `${sentence}, ${stock === null ? t.toOrder : t.inStock(stock)}`;
}

function minimumOf(
  { total, missing }: ComparedOffer,
  t: Messages,
  say: (price: ComparedOffer['total']) => string,
): string {
  if (!total) return '';
  return missing ? t.compared.missing(say(missing)) : t.compared.reached;
}

function packsOf({ total, packs, unit, packMilli }: ComparedOffer, t: Messages, locale: Locale): string {
  if (!total) return '';
  const units = packMilli === 1000 ? t.units[unit] : t.unitsMany[unit];
  return t.compared.pack(packs, `${formatNumber(packMilli / 1000, locale, 3)}\u00a0${units}`);
}

function dayOf(
  day: string,
  choice: NonNullable<ComparedOffer['delivery']>['choice'],
  t: Messages,
  locale: Locale,
): string {
  return (choice.startsWith('pickup') ? t.basket.pickup : t.basket.arrives)(formatDay(day, locale));
}

/**
 * In the order in which the offers say them; an attribute that has two types has a row for each. `written`: the language
 * of the comparison's own texts, if it is another than the reader's.
 */
function attributeRows(
  offers: readonly ComparedOffer[],
  written: Locale | undefined,
  t: Messages,
  locale: Locale,
): ComparisonRow[] {
  const rowKey = ({ key, type }: OfferAttribute) => `${key} ${type.kind}`;
  const known = new Map(offers.flatMap(({ attributes }) => attributes.map((one) => [rowKey(one), one])));
  return [...known].map(([key, { key: name, type }]) => {
    const cells = offers.map(({ attributes }) => attributes.find((one) => rowKey(one) === key));
    return {
      key,
      label: attributeLabel(name, type, t),
      texts: cells.map((own) => (own ? formatAttribute(own, t, locale) : '')),
      langs: cells.map((own) => own?.lang ?? (type.kind === 'text' ? written : undefined)),
      best: [],
    };
  });
}
