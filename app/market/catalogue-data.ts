import type { Category } from '#app/domain/catalogue/offer.ts';
import type { NothingDoors } from '#app/domain/search/nothing-doors.server.ts';
import type { OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import type { RelaxedFilter } from '#app/domain/search/relax-filters.server.ts';
import type { SearchPage, Segment } from '#app/domain/search/search.ts';
import type { ReadChip } from '#app/domain/search/understanding/read-chip.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { FilterData } from './filter-fields.tsx';

/** `thing`: the name of the thing that was meant. */
export type NothingData = NothingDoors & { thing: string | null; shelf: Category | null; chips: readonly ReadChip[] };

/** One page of the catalogue: the search, its results and the map of their suppliers. */
export type CatalogueData = FilterData &
  Pick<SearchPage, 'total' | 'degraded'> & {
    cards: (OfferSummary & { marked: Segment[] | null })[];
    suppliers: { slug: string; name: string }[];
    things: { id: string; name: string }[];
    loosen: RelaxedFilter[];
    view: 'list' | 'map';
    from: Point & { name: string };
    dots: (Point & { slug: string; name: string; offers: number })[];
    signedIn: boolean;
    /** This search is already saved. */
    saved: boolean;
    dayPast: boolean;
    /** The whole text as it was read, when a misspelt word was exchanged. */
    meant: string | null;
    /** Readings that were taken out of the text. */
    chips: readonly ReadChip[];
    /** A day is asked for, by a filter or by words: cards lead to it. */
    asksDay: boolean;
    /** Why nothing answers, when nothing does whatever the filters. */
    nothing: NothingData | null;
  };
