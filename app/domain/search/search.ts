// The search port: the only port, because search really has two engines. Both must pass search.contract.ts.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { BySource, Locale } from '#app/domain/shared/locale.ts';
import type { SupplierType } from '#app/domain/suppliers/legal-forms.ts';

export const sorts = ['relevance', 'impact', 'distance', 'price', 'soonest'] as const;
export type Sort = (typeof sorts)[number];

export const pillarNames = ['score', 'eco', 'soc', 'env'] as const;
export type PillarName = (typeof pillarNames)[number];
export type Scores = Record<PillarName, number>;
/** Basis of a score: only what is proven, or also what is only declared. */
export type ScoreField = `${'proven' | 'declared'}.${PillarName}`;

export type SetField = 'category' | 'kind' | 'supplier' | 'label' | 'supplierType' | 'evidence';
/** The price of one pack excl. or incl. VAT. */
export type PriceField = 'priceCents' | 'grossCents';
export type NumberField = PriceField | 'leadDays' | ScoreField;

/** A condition on offers. Closed union: an engine that misses a case does not compile. Ranges include their ends. */
export type Filter =
  | { field: SetField; in: readonly string[] }
  | { field: NumberField; min?: number; max?: number }
  | { field: 'inStock'; is: boolean }
  | { field: 'id'; in: readonly number[] }
  | { field: 'place'; center: Point; meters: number }
  | { all: readonly Filter[] }
  | { any: readonly Filter[] }
  | { not: Filter };

/** Counts by value; scores are counted by tenth, "0" for 0 to under 10, up to "9". */
export type FacetName = SetField | 'inStock' | ScoreField;
/** A facet with more values returns those with the most offers. */
export const maxFacetValues = 100;

/**
 * One way to answer a group: terms of the index that an offer must all have. `weight`: 0 to 1. `named`: only in the name
 * or among the facts.
 */
export type AskedWay = { terms: readonly string[]; weight: number; named: boolean };

/**
 * A part of a search with every way to answer it, heaviest first; an offer must have one. An `optional` group excludes
 * no offer: those that have it come first.
 */
export type AskedGroup = { ways: readonly AskedWay[]; optional: boolean };

/**
 * When offers can be had, in quarter-hours since the epoch: those that are `booked` for a time by their ids, `others` by
 * their supplier's slug and their lead days.
 */
export type SoonestOrder = {
  booked: ReadonlyMap<number, number>;
  others: (supplier: string, leadDays: number) => number;
};

export type SearchQuery = {
  /** As typed, unfinished words and typos included; not matched when `groups` are given. */
  text: string;
  /** The search as `understand` read it: exactly these terms, nothing near them. */
  groups?: readonly AskedGroup[];
  locale: Locale;
  /** All must hold. */
  filters: readonly Filter[];
  /**
   * Facets to count. A facet ignores the top-level filters on its own field, so that it counts the other choices
   * too.
   */
  facets: readonly FacetName[];
  /** If true, the page has the names, split where words matched. */
  highlight: boolean;
  sort: Sort;
  /** Of the sort by it; all are had at once when absent. */
  soonest?: SoonestOrder;
  /** The price that sorting and `stats` use; excl. VAT when absent. */
  priceField?: PriceField;
  /** Point that distances are measured from; null when the result must not depend on distance. */
  near: Point | null;
  /** The first page is 1. */
  page: number;
  perPage: number;
};

/** A piece of a name that is split where words matched. */
export type Segment = { text: string; hit: boolean };

export type SearchPage = {
  /** Ordered offer ids. The caller loads the offers from SQLite under the visibility rules. */
  ids: number[];
  total: number;
  totalIsExact: boolean;
  facets: Partial<Record<FacetName, Record<string, number>>>;
  stats: { priceCents: { min: number; max: number } | null };
  /** The name of each of `ids`, if `highlight` was set. */
  highlights: Segment[][];
  /** `typo`: nothing matched as typed, so typos were allowed. `some`: no offer has every word. */
  matched: 'exact' | 'typo' | 'some';
  /** The text as it was probably meant; null if it was right as typed, or if the spelling is unknown. */
  corrected: string | null;
  /** True if the first engine was down or slow and the other one answered. */
  degraded: boolean;
};

export type SearchDocument = {
  id: number;
  category: Category;
  kind: OfferKind;
  priceCents: number;
  grossCents: number;
  leadDays: number;
  inStock: boolean;
  /** Fields of the supplier from here to `place`, the same in each of its offers. */
  supplier: string;
  supplierName: string;
  supplierTypes: readonly SupplierType[];
  labels: readonly string[];
  proven: Scores;
  declared: Scores;
  evidence: EvidenceLevel;
  place: Point;
  /** Terms in no language, each with a colon: what the offer is, holds and bears (indexed-facts.ts). */
  facts?: readonly string[];
} & BySource<SearchText>;

/** The texts of an offer in one language; French where a language has none. */
export type SearchText = { name: string; text: string };

export type SearchChange = { put: SearchDocument } | { remove: number };

/**
 * A second index beside the current one. Changes applied during the rebuild go to both; a reader sees one or the
 * other, never a mixture.
 */
export type Rebuild = {
  /** Adds documents; does not overwrite one that a change wrote during the rebuild, because that one is newer. */
  add(documents: readonly SearchDocument[]): Promise<void>;
  /** Makes it the index that every reader uses. Throws if another rebuild has begun since. */
  commit(): Promise<void>;
  abort(): Promise<void>;
};

export type FacetValue = { value: string; name: string; count: number };

/** Something of the first engine that is not as it should be, in a sentence for the operator. */
export type SearchFault = { since: string; reason: string };
/** `engine`: the one that answers; `fault`: why it is not the one that was chosen, or why changes do not reach that. */
export type SearchStatus = {
  ok: boolean;
  engine: 'embedded' | 'meilisearch';
  documents: number;
  fault: SearchFault | null;
};

/** The terms of the index in one language: stems, and facts, which have a colon. */
export type Vocabulary = {
  has(term: string): boolean;
  /** All of them, sorted. */
  sorted(): readonly string[];
};

export interface SearchEngine {
  vocabulary(locale: Locale): Promise<Vocabulary>;
  search(query: SearchQuery): Promise<SearchPage>;
  /**
   * Suppliers by the beginning of a word of their name, each with its number of offers in the query; at most
   * twenty.
   */
  facetValues(query: SearchQuery, facet: 'supplier', text: string): Promise<FacetValue[]>;
  /** Idempotent: applying the same change twice gives the same index. */
  apply(changes: readonly SearchChange[]): Promise<void>;
  /** Resolves when all applied changes are searchable. */
  flush(): Promise<void>;
  beginRebuild(): Promise<Rebuild>;
  /** Brings the engine's settings to those in the code; does nothing if they are equal. */
  configure(): Promise<void>;
  status(): Promise<SearchStatus>;
  close(): Promise<void>;
}
