// The unit in which offers of a thing are compared, and the part of it that one pack holds.
import { type Content, type Measure, measureOf, measures } from './content.ts';
import type { Unit } from './offer.ts';
import { type ThingUnit, thingOf } from './things.server.ts';

type Pack = { thing: string; unit: Unit; packMilli: number; content: Content | null };

/** How many of the other unit one of a price unit is. */
const contained: Partial<Record<Unit, { unit: ThingUnit; count: number }>> = {
  ream: { unit: 'sheet', count: 500 },
  meal: { unit: 'person', count: 1 },
};

/**
 * The unit of the thing and the thousandths of it in one pack: what is counted by the piece is compared by the piece; what
 * is weighed or measured by the legal unit (directive 98/6/EC), which a pack of another unit than its thing's says too. Null where
 * the pack says neither.
 */
export function comparedUnit(pack: Pack): { unit: ThingUnit; milli: number } | null {
  const { unit } = thingOf(pack.thing);
  if (pack.unit === unit) return { unit, milli: pack.packMilli };
  const inside = contained[pack.unit];
  if (inside?.unit === unit) return { unit, milli: pack.packMilli * inside.count };
  const legal = measureOf(pack);
  if (legal && isMeasure(unit)) return { unit: legal.measure, milli: legal.milli };
  if (!isMeasure(unit) && isWhole(pack.unit) && isWhole(unit)) return { unit, milli: pack.packMilli };
  return null;
}

function isMeasure(unit: ThingUnit): unit is Measure {
  return measures.some((known) => known === unit);
}

/** Words for one whole thing, each of which a seller may have chosen. */
function isWhole(unit: string): boolean {
  return unit === 'piece' || unit === 'set' || unit === 'pair';
}
