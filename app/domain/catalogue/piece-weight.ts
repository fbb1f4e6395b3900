// Goods sold by the piece at a price by the kilogram. The offer announces the band of a piece's weight and its most
// expensive price, which a checkout authorises; the weight is entered when the goods are packed. Pure.
import { multiplyThousandths } from '#app/domain/shared/money.ts';
import { exactPrice, mainAmount, type Price, type PriceBasis, priceOf } from '#app/domain/shared/price.ts';
import type { Content } from './content.ts';
import type { OrderUnit, Unit } from './offer.ts';

/** The weight of one piece, from and to, in grams; `kiloCents`: of a kilogram, excl. VAT unless its owner says otherwise. */
export type PieceWeight = { minGrams: number; maxGrams: number; kiloCents: number };

export function isPieceWeight(value: unknown): value is PieceWeight {
  if (typeof value !== 'object' || value === null) return false;
  const { minGrams, maxGrams, kiloCents } = value as Record<keyof PieceWeight, unknown>;
  return [minGrams, maxGrams, kiloCents].every(Number.isSafeInteger);
}

type WeighedColumns = {
  unit: Unit;
  orderUnit: OrderUnit;
  packMilli: number;
  massGrams: number;
  priceCents: number;
  content: Content | null;
};

/** The columns of an offer that follow from its band: it is priced and weighed as the heaviest piece. */
export function columnsOfWeighed({ maxGrams, kiloCents }: PieceWeight): WeighedColumns {
  return {
    unit: 'kg',
    orderUnit: 'weighed-piece',
    packMilli: maxGrams,
    massGrams: maxGrams,
    priceCents: multiplyThousandths(kiloCents, maxGrams),
    content: null,
  };
}

/** Whether a draft says the same of its band in all its columns; true for one that has none. */
export function agreesWithWeight(draft: WeighedColumns & { pieceWeight: PieceWeight | null }): boolean {
  if (!draft.pieceWeight) return draft.orderUnit !== 'weighed-piece';
  const expected = Object.entries(columnsOfWeighed(draft.pieceWeight));
  return expected.every(([column, value]) => draft[column as keyof WeighedColumns] === value);
}

/** The prices of the lightest and the heaviest piece, and of a kilogram, of an offer priced at `kiloCents` excl. VAT. */
export function weighedPrices(
  { minGrams, maxGrams, kiloCents }: PieceWeight,
  vatBasisPoints: number,
): { min: Price; max: Price; kilo: Price } {
  const kilo = priceOf(kiloCents, vatBasisPoints);
  const min = exactPrice(multiplyThousandths(kilo.netCents, minGrams), multiplyThousandths(kilo.grossCents, minGrams));
  return { min, max: priceOf(multiplyThousandths(kiloCents, maxGrams), vatBasisPoints), kilo };
}

/** The band of an order's line: its `kiloCents` are on the basis of whoever pays. Null of all other offers. */
export function frozenWeight(
  { pieceWeight, vatBasisPoints }: { pieceWeight: PieceWeight | null; vatBasisPoints: number },
  basis: PriceBasis,
): PieceWeight | null {
  return (
    pieceWeight && { ...pieceWeight, kiloCents: mainAmount(priceOf(pieceWeight.kiloCents, vatBasisPoints), basis) }
  );
}
