// The content of a pack, in the units by which the law compares prices (directive 98/6/EC, art. 2 b; French order of
// 16 November 1982 on the price by unit of measure): kilogram, litre, metre, square metre.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { normaliseDecimal } from './cell-values.ts';
import type { Unit } from './offer.ts';

export const measures = ['kg', 'litre', 'm', 'm2'] as const satisfies readonly Unit[];
export type Measure = (typeof measures)[number];

/** `count` things of `milli` thousandths of the measure each: 12 bottles of 330 thousandths of a litre. */
export type Content = { count: number; milli: number; measure: Measure };

/** As people write it: how many thousandths of which measure one of it is. */
const written: Record<string, { measure: Measure; milli: number }> = {
  kg: { measure: 'kg', milli: 1000 },
  g: { measure: 'kg', milli: 1 },
  l: { measure: 'litre', milli: 1000 },
  litre: { measure: 'litre', milli: 1000 },
  litres: { measure: 'litre', milli: 1000 },
  dl: { measure: 'litre', milli: 100 },
  cl: { measure: 'litre', milli: 10 },
  ml: { measure: 'litre', milli: 1 },
  m: { measure: 'm', milli: 1000 },
  cm: { measure: 'm', milli: 10 },
  mm: { measure: 'm', milli: 1 },
  m2: { measure: 'm2', milli: 1000 },
  'm²': { measure: 'm2', milli: 1000 },
};
const symbols: Record<Measure, string> = { kg: 'kg', litre: 'l', m: 'm', m2: 'm²' };
const maxMilli = 100_000_000; // 100 tonnes

/** Reads "12 × 33 cl", "0,75 l", "250 g". Null if it is no content, or finer than a thousandth of the measure. */
export function parseContent(text: string): Content | null {
  const [, count = '1', amount = '', unit = ''] =
    /^(?:([1-9]\d{0,3})[x×*])?([\d.,]{1,20})([a-z]{1,6}[2²]?)$/i.exec(text.replace(/\s/g, '')) ?? [];
  const known = findOwnValue(written, unit.toLowerCase());
  const decimal = normaliseDecimal(amount);
  if (!known || decimal === null) return null;
  const [whole = '', part = ''] = decimal.split('.');
  const milli = (Number(`${whole}${part}`) * known.milli) / 10 ** part.length;
  const content = { count: Number(count), milli, measure: known.measure };
  return isContent(content) ? content : null;
}

/** "12 × 0.33 l", which `parseContent` reads back; `number` may write the amount as a language does. */
export function writeContent({ count, milli, measure }: Content, number: (amount: number) => string = String): string {
  const each = `${number(milli / 1000)} ${symbols[measure]}`;
  return count === 1 ? each : `${count} × ${each}`;
}

export function isContent(value: unknown): value is Content {
  if (typeof value !== 'object' || value === null) return false;
  const { count, milli, measure } = value as Record<keyof Content, unknown>;
  return isWithin(count, 9999) && isWithin(milli, maxMilli) && (measures as readonly unknown[]).includes(measure);
}

function isWithin(value: unknown, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
}

/**
 * The legal unit of a pack and the thousandths of it that the pack holds: the price unit itself where it is one, else
 * what the content says. Null if nothing tells.
 */
export function measureOf(pack: {
  unit: Unit;
  packMilli: number;
  content: Content | null;
}): { measure: Measure; milli: number } | null {
  const measure = measures.find((known) => known === pack.unit);
  if (measure) return { measure, milli: pack.packMilli };
  return pack.content && { measure: pack.content.measure, milli: pack.content.count * pack.content.milli };
}
