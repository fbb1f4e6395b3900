// The VAT of the rest of a part after refunds: by rate it is base times rate. Pure.
import { applyRate, sum, vatWithin } from '#app/domain/shared/money.ts';
import type { PriceBasis } from '#app/domain/shared/price.ts';

type Amounts = { htCents: number; vatCents: number };
/** A line as it remains, and whether this change touched it. */
export type RemainingLine = Amounts & {
  line: number;
  vatBasisPoints: number;
  priceBasis: PriceBasis;
  quantity: number;
  changed: boolean;
};

/**
 * New amounts by line, for the lines whose VAT moves so that each touched rate has base times rate (on the basis
 * `gross`, the VAT within its sum; each line keeps its price incl. VAT). The changed lines take the difference first,
 * then those with the most VAT; none goes below zero. `delivery` is what stays charged for it: its own
 * VAT does not move, so that a cent of it stays where no goods, or goods of a few cents, are left.
 */
export function remainingVat(
  lines: readonly RemainingLine[],
  delivery: readonly (Amounts & { vatBasisPoints: number })[],
): Map<number, Amounts> {
  const touched = new Set(lines.filter(({ changed }) => changed).map(({ vatBasisPoints }) => vatBasisPoints));
  const moved = [...touched].flatMap((rate) =>
    shiftVat(
      lines.filter((line) => line.vatBasisPoints === rate && (line.quantity > 0 || line.htCents > 0)),
      delivery.filter((share) => share.vatBasisPoints === rate),
      rate,
    ),
  );
  return new Map(moved);
}

function shiftVat(own: readonly RemainingLine[], delivery: readonly Amounts[], rate: number): [number, Amounts][] {
  if (own.length === 0) return [];
  const all = [...own, ...delivery];
  const [htCents, vatCents] = [sum(all.map((one) => one.htCents)), sum(all.map((one) => one.vatCents))];
  const gross = own[0]!.priceBasis === 'gross';
  let missing = (gross ? vatWithin(htCents + vatCents, rate) : applyRate(htCents, rate)) - vatCents;
  const order = own.toSorted((a, b) => Number(b.changed) - Number(a.changed) || b.vatCents - a.vatCents);
  return order.flatMap((line): [number, Amounts][] => {
    const min = -line.vatCents;
    const max = gross ? line.htCents : Number.POSITIVE_INFINITY;
    const step = Math.min(max, Math.max(min, missing));
    missing -= step;
    return step === 0
      ? []
      : [[line.line, { htCents: gross ? line.htCents - step : line.htCents, vatCents: line.vatCents + step }]];
  });
}
