import type { OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import type { RelaxedFilter } from '#app/domain/search/relax-filters.server.ts';
import type { SearchPage, Segment } from '#app/domain/search/search.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { FilterData } from './filter-fields.tsx';

/** One page of the catalogue: the search, its results and the map of their suppliers. */
export type CatalogueData = FilterData &
  Pick<SearchPage, 'total' | 'matched' | 'degraded'> & {
    cards: (OfferSummary & { marked: Segment[] | null })[];
    suppliers: { slug: string; name: string }[];
    loosen: RelaxedFilter[];
    view: 'list' | 'map';
    from: Point & { name: string };
    dots: (Point & { slug: string; name: string; offers: number })[];
    signedIn: boolean;
    /** This search is already saved. */
    saved: boolean;
    dayPast: boolean;
    /** The terms searched instead of unknown ones. */
    meant: string | null;
  };
