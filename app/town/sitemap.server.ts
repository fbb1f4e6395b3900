// The sitemap (sitemaps.org 0.9): every public page with its languages, in one file or, in a large town, in several with
// an index before them. Never an address under /supplier/.
import {
  listLastOfferChanges,
  listOfferAddresses,
  listOfferRuns,
  type OfferAddress,
} from '#app/domain/catalogue/offer-addresses.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { legalDocuments } from '#app/domain/shared/legal-text.ts';
import { listLastProfileChanges } from '#app/domain/suppliers/joining.server.ts';
import { listLiveSuppliers } from '#app/domain/suppliers/live-suppliers.server.ts';
import { languageAddresses } from '#app/http/asked-locale.ts';
import { asMarkup } from '#app/http/escape-markup.ts';

type Reader = Pick<Ctx, 'db'>;
/** A page of the sitemap; `changedAt` is null where no row says when it last changed. */
export type SitemapPage = { path: string; changedAt: string | null };

/** Pages without a parameter that readers look for. */
const plainPaths = [
  '/sell',
  '/seasons',
  '/method',
  '/ranking',
  '/factors',
  '/observatory',
  '/draws',
  '/ledger',
  '/legal',
  ...legalDocuments.map((document) => `/legal/${document}`),
  '/accessibility',
  '/eco-design',
  '/security',
];

/** A file may name 50,000 addresses by the protocol. One of 2,000 is small enough for the kept answers. */
const maxAddresses = 2000;

/** The text of `/sitemap.xml`: all pages, or the index of the files that name them. */
export function sitemapOf(ctx: Reader, origin: string, max = maxAddresses): string {
  const runs = listOfferRuns(ctx, max);
  if (runs.length <= 1) {
    const pages = [...listPlainPages(ctx), ...runs.flatMap((run) => listOfferPages(ctx, run, max))];
    if (pages.length <= max) return urlSet(pages, origin);
  }
  const names = ['pages', ...runs.map((run) => `offers-${run}`)];
  const files = names.map((name) => `<sitemap><loc>${asMarkup(`${origin}/sitemap/${name}.xml`)}</loc></sitemap>`);
  return `${declaration}<sitemapindex xmlns="${protocol}">\n${files.join('\n')}\n</sitemapindex>\n`;
}

/** The text of one file of the index by its name; null when there is none. */
export function sitemapFile(ctx: Reader, origin: string, name: string, max = maxAddresses): string | null {
  if (name === 'pages.xml') return urlSet(listPlainPages(ctx), origin);
  const run = /^offers-(\d{1,7})\.xml$/.exec(name)?.[1];
  const pages = run === undefined ? [] : listOfferPages(ctx, Number(run), max);
  return pages.length > 0 ? urlSet(pages, origin) : null;
}

/** Every page that is none of an offer. */
function listPlainPages(ctx: Reader): SitemapPage[] {
  return [
    ...['/', '/offers', '/suppliers', ...plainPaths].map((path) => ({ path, changedAt: null })),
    ...listSupplierPages(ctx),
  ];
}

/** The page of a supplier shows its offers too: it changed with its profile or with the last of them. */
function listSupplierPages(ctx: Reader): SitemapPage[] {
  const suppliers = listLiveSuppliers(ctx);
  const profiles = listLastProfileChanges(
    ctx,
    suppliers.map(({ id }) => id),
  );
  const offers = listLastOfferChanges(ctx);
  return suppliers.map(({ id, slug }) => {
    const changes = [profiles.get(id), offers.get(id)].filter((at) => at !== undefined);
    return { path: `/suppliers/${slug}`, changedAt: changes.sort().at(-1) ?? null };
  });
}

function listOfferPages(ctx: Reader, run: number, length: number): SitemapPage[] {
  const live = new Set(listLiveSuppliers(ctx).map(({ id }) => id));
  return listOfferAddresses(ctx, run * length, (run + 1) * length)
    .filter(({ supplierId }) => live.has(supplierId))
    .map(({ slug, changedAt }: OfferAddress) => ({ path: `/offers/${slug}`, changedAt }));
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const protocol = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function urlSet(pages: readonly SitemapPage[], origin: string): string {
  const urls = pages.map(({ path, changedAt }) => {
    const { canonical, alternates } = languageAddresses(origin, new URL(path, origin));
    const links = alternates.map(
      ({ lang, href }) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${asMarkup(href)}"/>`,
    );
    const changed = changedAt ? `<lastmod>${changedAt}</lastmod>` : '';
    return `<url><loc>${asMarkup(canonical)}</loc>${changed}${links.join('')}</url>`;
  });
  return `${declaration}<urlset xmlns="${protocol}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}
