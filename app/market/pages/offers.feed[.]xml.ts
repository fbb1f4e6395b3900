import { listNewestOffers, type NewestOffer } from '#app/domain/catalogue/offer-addresses.server.ts';
import { mainAmount, priceOf } from '#app/domain/shared/price.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { listLiveSuppliers } from '#app/domain/suppliers/live-suppliers.server.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { shortDescription } from '#app/http/link-preview.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';

const shown = 50;

/** The newest offers as an Atom feed (RFC 4287), in the language of its address. */
export const loader = routeHandler('market/offers.feed[.]xml', (ctx) => {
  const { origin } = ctx.services.env;
  const sellers = new Map(listLiveSuppliers(ctx).map((supplier) => [supplier.id, supplier]));
  const offers = listNewestOffers(ctx, sellers.keys(), shown);
  const entries = offers.map((offer) => entryOf(ctx, offer, sellers.get(offer.supplierId)!));
  const changed = offers.map(({ changedAt }) => changedAt).sort();
  const page = `${origin}/offers?lang=${ctx.locale}`;
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.locale}">
<id>${asMarkup(tagOf(origin, 'new-offers'))}</id>
<title>${asMarkup(`${ctx.t.sharing.feed} · Halle`)}</title>
<subtitle>${asMarkup(ctx.t.sharing.market(ctx.town.name))}</subtitle>
<updated>${changed.at(-1) ?? ctx.now.toISOString()}</updated>
<author><name>Halle</name><uri>${asMarkup(origin)}/</uri></author>
<icon>${asMarkup(origin)}/favicon.svg</icon>
<link rel="self" type="application/atom+xml" href="${asMarkup(origin)}/offers/feed.xml?lang=${ctx.locale}"/>
<link rel="alternate" type="text/html" hreflang="${ctx.locale}" href="${asMarkup(page)}"/>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': publicPage,
      vary: 'Accept-Language, Cookie',
    },
  });
});

function entryOf(ctx: RequestContext, offer: NewestOffer, seller: { slug: string; name: string }): string {
  const { origin } = ctx.services.env;
  const { t, locale } = ctx;
  const price = mainAmount(priceOf(offer.priceCents, offer.vatBasisPoints), 'gross');
  const amount = offer.onQuote ? t.offer.onQuote : formatTaxed(price, 'gross', t, locale);
  const text = `${t.sharing.feedEntry(amount, seller.name)}. ${translated(offer.description, locale)}`;
  const foreign = foreignLocale(offer.name, locale);
  return `<entry>
<id>${asMarkup(tagOf(origin, `offer/${offer.id}`))}</id>
<title${foreign ? ` xml:lang="${foreign}"` : ''}>${asMarkup(translated(offer.name, locale))}</title>
<published>${offer.createdAt}</published>
<updated>${offer.changedAt}</updated>
<author><name>${asMarkup(seller.name)}</name><uri>${asMarkup(`${origin}/suppliers/${seller.slug}`)}</uri></author>
<category term="${offer.category}" label="${asMarkup(t.categories[offer.category])}"/>
<link rel="alternate" type="text/html" hreflang="${locale}" href="${asMarkup(`${origin}/offers/${offer.slug}?lang=${locale}`)}"/>
<summary>${asMarkup(shortDescription(text))}</summary>
</entry>`;
}

/** A tag URI (RFC 4151): it stays when the address of an offer changes. */
function tagOf(origin: string, name: string): string {
  return `tag:${new URL(origin).hostname},2026:${name}`;
}
