import { useRouteLoaderData } from '@remix-run/react';
import { type Audience, type BuyerAudience, seesPlaces } from '#app/domain/scoring/audience.ts';
import type { Locale } from '#app/domain/shared/locale.ts';

/** The data of the root's loader, which every page can read. */
export type RootData = {
  /** The message that this page shows once, after a redirect. */
  flash: string | null;
  /** The titles of error pages. */
  errorTitles: Record<'notFound' | 'forbidden' | 'badRequest' | 'broken' | 'tooMany', string>;
  /** A form of this page whose session had ended: shown again filled, until it is sent. */
  restored: { intent: string | null; values: Record<string, string | string[]> } | null;
  /** The beginning of the title if the request's form was refused, otherwise ''. */
  refusedMark: string;
  locale: Locale;
  audience: Audience;
  /** Audiences that the reader can change to. */
  otherAudiences: BuyerAudience[];
  user: { name: string; sells: boolean; steward: boolean } | null;
  basketLines: number;
  /** Number of the offers ticked for comparison. */
  comparedOffers: number;
  /** Whether people and orders are fictional, which the foot of each page says. */
  isDemonstration: boolean;
  requestId: string;
  /** Path and query of this page, to come back to. */
  path: string;
  /** The page in each language; null for a signed-in reader. */
  addresses: { canonical: string; alternates: { lang: string; href: string }[] } | null;
};

/** Whether this page may show and prefer places: not to a public buyer. */
export function useSeesPlaces(): boolean {
  return seesPlaces(useRootData()?.audience ?? 'consumer');
}

/** Undefined when the root's loader itself failed, on an error page. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData('root') as RootData | undefined;
}
