import type { LinkPreview } from '#app/http/link-preview.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The link to the feed of new offers in the page's language. */
export function newOffersFeed({ t, locale }: Pick<RequestContext, 't' | 'locale'>): NonNullable<LinkPreview['feed']> {
  return { href: `/offers/feed.xml?lang=${locale}`, title: t.sharing.feed };
}
