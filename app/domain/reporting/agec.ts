// AGEC, article 58 (decree 2024-134; order of 29 February 2024): the lines of the yearly declaration, and where a purchase
// counts. Shares that were not seen in the annex are null: they are entered by a steward, never guessed.
import type { PublicNature } from '#app/domain/accounts/organisation.ts';
import type { AgecLine } from '#app/domain/catalogue/agec-lines.ts';

/** Shares of a year's spend on the line, in %: `reuse` from reuse, `recycled` with recycled matter. */
export type AskedShares = { from: number; reuse: number | null; recycled: number | null };

/** Shares that were seen; the others are entered by a steward. */
const seenShares: { readonly [L in AgecLine]?: readonly AskedShares[] } = {
  textiles: [
    { from: 2024, reuse: 8, recycled: 20 },
    { from: 2027, reuse: 15, recycled: 25 },
    { from: 2030, reuse: 15, recycled: 30 },
  ],
  furniture: [{ from: 2024, reuse: 20, recycled: 15 }],
  'street-furniture': [
    { from: 2024, reuse: 5, recycled: 20 },
    { from: 2030, reuse: null, recycled: 40 },
  ],
  modular: [{ from: 2024, reuse: 20, recycled: null }],
};

/**
 * The shares asked in a year: the last ones reached, until newer ones are. Null if none was seen. `entered`: those that a
 * steward read in the annex, which go before ours of the same year.
 */
export function askedShares(
  line: AgecLine,
  year: number,
  entered: readonly (AskedShares & { line: string })[] = [],
): AskedShares | null {
  const own = entered.filter((step) => step.line === line);
  const steps = [...(seenShares[line] ?? []).filter(({ from }) => own.every((step) => step.from !== from)), ...own];
  return steps.toSorted((a, b) => a.from - b.from).findLast(({ from }) => from <= year) ?? null;
}

/** Services of the State and local authorities declare; public establishments and others do not. */
export type DeclaringBuyer = PublicNature | 'other';

/** Whether AGEC, article 58, holds for a buyer. */
export function declaresAgec(buyer: DeclaringBuyer): boolean {
  return buyer === 'state' || buyer === 'local-authority';
}

export type AcquiredGoods = {
  /** By the thing that is bought, never by its seller's choice; null if it has none, `review` if a person decides. */
  line: AgecLine | 'review' | null;
  /** `work` on a thing that the buyer has, and what is rented, is no acquisition. */
  kind: 'new' | 'reused' | 'refurbished' | 'by-product' | 'work' | 'service' | 'rental' | 'gift';
  /** Excl. VAT, in cents, less what was credited. */
  cents: number;
  /** Share of recycled matter that is proven, in %; null without a proof. */
  recycledPercent: number | null;
  buyer: DeclaringBuyer;
  /** Of a gift on the administrations' own platform: its flat value in cents. */
  giftCents?: number;
};
export type AgecAmounts = { totalCents: number; reuseCents: number; recycledCents: number; giftCents: number };

const nothing: AgecAmounts = { totalCents: 0, reuseCents: 0, recycledCents: 0, giftCents: 0 };

/**
 * The amounts of a purchase by column. Euros decide, never kilograms. Reuse comes first, so that no euro counts in both columns; a
 * by-product never was waste, so it is not recycled (Code de l'environnement L. 541-4-2).
 */
export function classifyGoods(goods: AcquiredGoods): AgecAmounts {
  if (!declaresAgec(goods.buyer) || goods.line === null || goods.line === 'review') return nothing;
  if (goods.kind === 'work' || goods.kind === 'service' || goods.kind === 'rental') return nothing;
  if (goods.kind === 'gift') return { ...nothing, giftCents: goods.giftCents ?? 0 };
  const isReuse = goods.kind === 'reused' || goods.kind === 'refurbished';
  const isRecycled = !isReuse && goods.kind === 'new' && (goods.recycledPercent ?? 0) > 0;
  return {
    totalCents: goods.cents,
    reuseCents: isReuse ? goods.cents : 0,
    recycledCents: isRecycled ? goods.cents : 0,
    giftCents: 0,
  };
}

/** Cents that are missing to a share of a total, in whole %; 0 when it is reached. Rounding never makes it reached. */
export function missingCents(reachedCents: number, totalCents: number, askedPercent: number): number {
  return Math.max(0, Math.ceil((totalCents * askedPercent) / 100) - reachedCents);
}
