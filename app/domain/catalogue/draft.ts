// The draft of an offer and its validation rules. The form, the table and the files all use them.
import type { ClaimKind } from '#app/domain/claims/claim-kinds.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import { type BookingTerms, findTermsProblem, isBookable, type TermsProblem } from './booking-terms.ts';
import { type Content, measures } from './content.ts';
import type { EgalimClass, FoodFamily } from './food.ts';
import type { Availability, ByProduct, Category, OfferKind, OrderUnit, PriceTier, Unit } from './offer.ts';
import { agreesWithWeight, type PieceWeight } from './piece-weight.ts';
import { claimsInVariant, type Variant } from './variants.ts';

export const repairedThings = ['sold', 'buyers'] as const;

export type OfferDraft = {
  sku: string | null;
  gtin: string | null;
  /** The group of which it is a variant; null for an offer alone. Its name is then the family's, without the variant. */
  family: string | null;
  /** Null exactly where `family` is. */
  variant: Variant | null;
  kind: OfferKind;
  category: Category;
  nameFr: string;
  nameEn: string;
  descriptionFr: string;
  descriptionEn: string;
  onQuote: boolean;
  priceCents: number;
  vatBasisPoints: number;
  unit: Unit;
  orderUnit: OrderUnit;
  packMilli: number;
  content: Content | null;
  /** Sold by the piece and priced by the kilogram; null for all else. */
  pieceWeight: PieceWeight | null;
  minQuantity: number;
  orderStep: number;
  priceTiers: PriceTier[];
  stock: number | null;
  leadDays: number;
  massGrams: number;
  depositCents: number | null;
  availability: Availability | null;
  bookingTerms: BookingTerms | null;
  byProduct: ByProduct | null;
  scenario: Scenario | null;
  referenceUnits: number;
  agec58: string | null;
  egalim: EgalimClass | null;
  /** As its seller says it; it counts where the name of the offer says none. */
  foodFamily: FoodFamily | null;
  /** Of an offer of kind `repaired`: a thing that is sold, or work on the buyer's own. */
  repairedThing: (typeof repairedThings)[number] | null;
  /** As its seller chose it, whatever the name says. */
  thing: string | null;
  recycledPercent: number | null;
  lentUnits: number;
  attributes: Record<string, string>;
};

export type OfferProblem =
  | { field: keyof OfferDraft; problem: 'claim'; claim: ClaimKind; found: string }
  | { field: keyof OfferDraft; problem: Exclude<ProblemCode, 'claim'> };
export type ProblemCode =
  | 'claim'
  | 'required'
  | 'price'
  | 'vat-franchise'
  | 'vat-needed'
  | 'tiers'
  | 'content-unit'
  | 'weight'
  | 'weight-price'
  | 'weight-kind'
  | 'variant-kind'
  | 'variant-twice'
  | 'quote-service'
  | 'rental-unit'
  | 'by-product'
  | 'reference-units'
  | 'reference-kind'
  | 'booking-kind'
  | `booking-${TermsProblem}`;

const rentalUnits: readonly Unit[] = ['hour', 'half-day', 'day', 'piece', 'set'];

/** All problems of a draft; empty when it is valid. `vatRegime` is the supplier's. */
export function problemsOf(draft: OfferDraft, vatRegime: 'standard' | 'franchise' | 'margin'): OfferProblem[] {
  const problems: OfferProblem[] = [];
  if (!draft.nameFr) problems.push({ field: 'nameFr', problem: 'required' });
  if (!draft.descriptionFr) problems.push({ field: 'descriptionFr', problem: 'required' });
  if (!draft.onQuote && draft.priceCents <= 0) problems.push({ field: 'priceCents', problem: 'price' });
  if (draft.onQuote && draft.kind !== 'service') problems.push({ field: 'onQuote', problem: 'quote-service' });
  if (vatRegime === 'franchise' && draft.vatBasisPoints !== 0)
    problems.push({ field: 'vatBasisPoints', problem: 'vat-franchise' });
  if (!descending(draft.priceCents, draft.priceTiers)) problems.push({ field: 'priceTiers', problem: 'tiers' });
  if (draft.content && measures.some((measure) => measure === draft.unit))
    problems.push({ field: 'content', problem: 'content-unit' });
  problems.push(...weightProblems(draft), ...variantProblems(draft));
  if (draft.kind === 'rental' && !rentalUnits.includes(draft.unit))
    problems.push({ field: 'unit', problem: 'rental-unit' });
  if (draft.kind === 'by-product' && !draft.byProduct) problems.push({ field: 'byProduct', problem: 'by-product' });
  if (draft.scenario && draft.referenceUnits <= 0 && draft.scenario.kind !== 'local-food')
    problems.push({ field: 'referenceUnits', problem: 'reference-units' });
  if (draft.scenario && (draft.scenario.kind === 'rental') !== (draft.kind === 'rental'))
    problems.push({ field: 'scenario', problem: 'reference-kind' });
  if (draft.bookingTerms) {
    const fault = findTermsProblem(draft.bookingTerms);
    if (fault) problems.push({ field: 'bookingTerms', problem: `booking-${fault}` });
    if (!isBookable(draft.kind)) problems.push({ field: 'bookingTerms', problem: 'booking-kind' });
  }
  return problems;
}

/** A weighed piece has one price by the kilogram, whatever the number of pieces, and is a thing that is sold. */
function weightProblems(draft: OfferDraft): OfferProblem[] {
  const { pieceWeight: weight, priceTiers, kind, onQuote } = draft;
  if (!weight) return draft.orderUnit === 'weighed-piece' ? [{ field: 'orderUnit', problem: 'weight' }] : [];
  if (weight.minGrams < 1 || weight.minGrams > weight.maxGrams || weight.kiloCents < 1)
    return [{ field: 'pieceWeight', problem: 'weight' }];
  if (kind === 'rental' || kind === 'service' || onQuote || priceTiers.length > 0)
    return [{ field: 'pieceWeight', problem: 'weight-kind' }];
  return agreesWithWeight(draft) ? [] : [{ field: 'priceCents', problem: 'weight-price' }];
}

/** Whether an offer can be one of several sizes or colours: what is booked, weighed or quoted is asked for otherwise. */
export function canVary(draft: Pick<OfferDraft, 'kind' | 'onQuote' | 'bookingTerms' | 'pieceWeight'>): boolean {
  return draft.kind !== 'service' && !draft.onQuote && !draft.bookingTerms && !draft.pieceWeight;
}

function variantProblems(draft: OfferDraft): OfferProblem[] {
  if (!draft.variant) return [];
  if (!canVary(draft)) return [{ field: 'variant', problem: 'variant-kind' }];
  const claim = claimsInVariant(draft.nameFr, draft.variant).find(({ verdict }) => verdict === 'refused');
  return claim ? [{ field: 'variant', problem: 'claim', claim: claim.kind, found: claim.found }] : [];
}

/** Each tier starts at a larger quantity and has a lower price than the one before, of one cent at least. */
function descending(priceCents: number, tiers: readonly PriceTier[]): boolean {
  return tiers.every((tier, i) => {
    const before = tiers[i - 1] ?? { from: 1, priceCents };
    return tier.from > before.from && tier.priceCents < before.priceCents && tier.priceCents > 0;
  });
}
