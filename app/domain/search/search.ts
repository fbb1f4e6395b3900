// The search port: the only one, because it really has two engines. Both must pass search.contract.ts.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { SupplierType } from '#app/domain/suppliers/legal-forms.ts';

export const sorts = ['relevance', 'impact', 'distance', 'price'] as const;
export type Sort = (typeof sorts)[number];

export const pillarNames = ['score', 'eco', 'soc', 'env'] as const;
export type PillarName = (typeof pillarNames)[number];
export type Scores = Record<PillarName, number>;
/** What a score counts: what is proven, or also what is only declared. */
export type ScoreField = `${'proven' | 'declared'}.${PillarName}`;

export type SetField = 'category' | 'kind' | 'supplier' | 'label' | 'supplierType' | 'evidence';
export type NumberField = 'priceCents' | 'leadDays' | ScoreField;

/** What an offer must be. Closed: an engine that does not know a case does not compile. Ends of ranges are included. */
export type Filter =
  | { field: SetField; in: readonly string[] }
  | { field: NumberField; min?: number; max?: number }
  | { field: 'inStock'; is: boolean }
  | { field: 'place'; center: Point; meters: number }
  | { all: readonly Filter[] }
  | { any: readonly Filter[] }
  | { not: Filter };

/** Counts by value; scores are counted by tenth, "0" for 0 to under 10, up to "9". */
export type FacetName = SetField | 'inStock' | ScoreField;
/** Of a facet with more values, those with the most offers. */
export const maxFacetValues = 100;

export type SearchQuery = {
  text: string;
  locale: Locale;
  /** All must hold. */
  filters: readonly Filter[];
  /** What to count. A facet ignores the top-level filters on its own field, so that it says what the others would give. */
  facets: readonly FacetName[];
  /** Whether names come back, cut where words matched. */
  highlight: boolean;
  sort: Sort;
  /** Where distances are measured from; null when nothing may depend on it. */
  near: Point | null;
  /** From 1. */
  page: number;
  perPage: number;
};

/** A name cut where words matched. */
export type Segment = { text: string; hit: boolean };

export type SearchPage = {
  /** Offer ids in order. To be hydrated from SQLite with the visibility rules. */
  ids: number[];
  total: number;
  totalIsExact: boolean;
  facets: Partial<Record<FacetName, Record<string, number>>>;
  stats: { priceCents: { min: number; max: number } | null };
  /** The name of each of `ids`, when asked for. */
  highlights: Segment[][];
  /** `typo`: near words were searched, for nothing matched as typed. `some`: not every word could be found. */
  matched: 'exact' | 'typo' | 'some';
  /** The words as they were probably meant, when they were not as typed. */
  corrected: string | null;
  /** The engine that should answer is down or slow, and another one did. */
  degraded: boolean;
};

export type SearchDocument = {
  id: number;
  category: Category;
  kind: OfferKind;
  priceCents: number;
  leadDays: number;
  inStock: boolean;
  /** What follows is the supplier's, the same in each of its offers. */
  supplier: string;
  supplierName: string;
  supplierTypes: readonly SupplierType[];
  labels: readonly string[];
  proven: Scores;
  declared: Scores;
  evidence: EvidenceLevel;
  place: Point;
  fr: { name: string; text: string };
  en: { name: string; text: string };
};

export type SearchChange = { put: SearchDocument } | { remove: number };

/** A second index beside the first. Changes applied meanwhile reach both; readers see one or the other, never a mixture. */
export type Rebuild = {
  /** Adds documents; one that a change brought meanwhile is fresher, and stays. */
  add(documents: readonly SearchDocument[]): Promise<void>;
  /** Everybody reads it from now on. Throws when another rebuild began since. */
  commit(): Promise<void>;
  abort(): Promise<void>;
};

export type FacetValue = { value: string; name: string; count: number };

export type SearchStatus = { ok: boolean; engine: 'embedded' | 'meilisearch'; documents: number };

export interface SearchEngine {
  search(query: SearchQuery): Promise<SearchPage>;
  /** Suppliers by the beginning of a word of their name, with how many offers of the query each has; at most twenty. */
  facetValues(query: SearchQuery, facet: 'supplier', text: string): Promise<FacetValue[]>;
  /** Idempotent; the same change twice is the same index. */
  apply(changes: readonly SearchChange[]): Promise<void>;
  /** Resolves when what was applied can be found. */
  flush(): Promise<void>;
  beginRebuild(): Promise<Rebuild>;
  /** Brings the engine's settings to those of the code; nothing when they are. */
  configure(): Promise<void>;
  status(): Promise<SearchStatus>;
  close(): Promise<void>;
}
