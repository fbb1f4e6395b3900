// The head of a page: its title, and its description for other sites and programs.
import type { MetaDescriptor } from '@remix-run/react';
import { type Locale, languageOf, locales } from '#app/domain/shared/locale.ts';
import type { LinkPreview } from './link-preview.ts';

type Meta = { data: unknown; matches?: readonly ({ id: string; data?: unknown } | undefined)[] };

type TitleParts = {
  /** The number of what the page lists. */
  count?: number;
  state?: string | null;
  /** The page's supplier, buyer or wing, if another page has the same name. */
  of?: string | null;
};

/** The title of a page with its count, its state and whose it is: `Offres (12) · Atelier Rebond`. */
export function pageTitle(page: string, { count, state, of }: TitleParts): string {
  return [count === undefined ? page : `${page} (${count})`, state, of].filter(Boolean).join(' · ');
}

/**
 * The document's title from the loader's data, already in the page's language: its `pageTitle`, or the `title` that its
 * heading shows. A form that was refused says so before it. A page with a `linkPreview` says what it is to other sites too.
 */
export function pageMeta({ data, matches = [] }: Meta): [{ title: string }, ...MetaDescriptor[]] {
  const own = textOf(data, 'pageTitle') || textOf(data, 'title');
  const title = own ? `${own} · Halle` : 'Halle';
  const root = matches.find((match) => match?.id === 'root')?.data as Root | undefined;
  const preview = (data as { linkPreview?: LinkPreview } | null | undefined)?.linkPreview;
  const head = { title: textOf(root, 'refusedMark') + title };
  return preview && root?.addresses
    ? [head, ...previewMeta(preview, own, root.locale, root.addresses.canonical)]
    : [head];
}

/** Data of the root's loader; no addresses for a signed-in reader, whose page no program looks at. */
type Root = { locale: Locale; addresses: { canonical: string } | null };

/** Open Graph (ogp.me), with the names that sites of micro-blogs read too, the feed of the page and its JSON-LD. */
function previewMeta(preview: LinkPreview, title: string, locale: Locale, canonical: string): MetaDescriptor[] {
  const { description, kind = 'website', feed, linkedData = [] } = preview;
  const { href, alt, width, height } = preview.picture;
  const { origin } = new URL(canonical);
  const graph = [
    ['title', title],
    ['type', kind],
    ['url', canonical],
    ['site_name', 'Halle'],
    ['description', description],
    ['locale', tagOf(locale)],
    ...locales.filter((other) => other !== locale).map((other) => ['locale:alternate', tagOf(other)]),
    ['image', `${origin}${href}`],
    ['image:alt', alt],
    ['image:width', String(width)],
    ['image:height', String(height)],
  ];
  return [
    { name: 'description', content: description },
    ...graph.map(([property, content]) => ({ property: `og:${property}`, content })),
    { name: 'twitter:card', content: 'summary_large_image' },
    ...(feed ? [{ tagName: 'link', rel: 'alternate', type: 'application/atom+xml', ...feed }] : []),
    ...linkedData.map((one) => ({ 'script:ld+json': one as JsonLd })),
  ];
}

/** Any object of plain values, which those of schema.org are. */
type JsonLd = Extract<MetaDescriptor, { 'script:ld+json': unknown }>['script:ld+json'];

/** As Open Graph writes it: `fr_FR`. */
function tagOf(locale: Locale): string {
  return languageOf(locale).tag.replace('-', '_');
}

function textOf(data: unknown, name: 'title' | 'pageTitle' | 'refusedMark'): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : null;
  return typeof value === 'string' ? value : '';
}
