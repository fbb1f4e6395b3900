// The search port: the only one, because it really has two engines. Both must pass search.contract.ts.
import type { Category, Kind } from '#app/domain/catalogue/offer.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence.ts';
import type { Point } from '#app/domain/shared/geo.ts';

export const sorts = ['relevance', 'impact', 'distance', 'price'] as const;
export type Sort = (typeof sorts)[number];

export type SearchQuery = {
  words: string;
  locale: Locale;
  categories: readonly Category[];
  kinds: readonly Kind[];
  /** Supplier slugs. */
  suppliers: readonly string[];
  /** Proven scores, 0..100, ends included. */
  minimum: { score?: number; eco?: number; soc?: number; env?: number };
  /** At least this level among the supplier's documented criteria. */
  evidence: EvidenceLevel | null;
  inStock: boolean;
  priceMaxCents: number | null;
  near: Point;
  withinMeters: number | null;
  sort: Sort;
  /** From 1. */
  page: number;
  perPage: number;
};

/** Counts beside a filter say what the others would give: a facet ignores its own choice (disjunctive). */
export type Facets = {
  category: Partial<Record<Category, number>>;
  kind: Partial<Record<Kind, number>>;
  supplier: Record<string, number>;
  evidence: Partial<Record<EvidenceLevel, number>>;
  inStock: number;
};

export type SearchPage = {
  /** Offer ids in order. To be hydrated from SQLite with the visibility rules. */
  ids: number[];
  total: number;
  facets: Facets;
  /** `typo` when nothing matched as typed and near words were searched instead. */
  matched: 'exact' | 'typo';
};

export type SearchDocument = {
  id: number;
  category: Category;
  kind: Kind;
  supplier: string;
  scores: { score: number; eco: number; soc: number; env: number };
  evidence: EvidenceLevel;
  place: Point;
  priceCents: number;
  inStock: boolean;
  fr: { name: string; text: string };
  en: { name: string; text: string };
};

export type SearchChange = { put: SearchDocument } | { remove: number };

export interface SearchEngine {
  search(query: SearchQuery): Promise<SearchPage>;
  /** Idempotent; the same change twice is the same index. */
  apply(changes: readonly SearchChange[]): Promise<void>;
  /** Replaces everything at once: nobody sees a mixture. */
  rebuild(documents: readonly SearchDocument[]): Promise<void>;
  status(): Promise<{ ok: boolean; documents: number }>;
}
