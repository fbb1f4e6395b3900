import { languageOf } from '#app/domain/shared/locale.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';

/** The market's search for the address bar of a browser (OpenSearch 1.1). */
export const loader = routeHandler('town/opensearch[.]xml', (ctx) => {
  const { origin } = ctx.services.env;
  const { sharing } = ctx.t;
  const self = `${origin}/opensearch.xml?lang=${ctx.locale}`;
  const description = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Halle</ShortName>
<Description>${asMarkup(sharing.search(ctx.town.name))}</Description>
<Language>${languageOf(ctx.locale).tag}</Language>
<Image width="16" height="16" type="image/svg+xml">${asMarkup(origin)}/favicon.svg</Image>
<Url type="text/html" method="get" template="${asMarkup(origin)}/offers?q={searchTerms}&amp;lang=${ctx.locale}"/>
<Url type="application/x-suggestions+json" rel="suggestions" template="${asMarkup(origin)}/suggest?q={searchTerms}&amp;lang=${ctx.locale}&amp;form=opensearch"/>
<Url type="application/opensearchdescription+xml" rel="self" template="${asMarkup(self)}"/>
</OpenSearchDescription>
`;
  return new Response(description, {
    headers: {
      'content-type': 'application/opensearchdescription+xml; charset=utf-8',
      'cache-control': publicPage,
      vary: 'Accept-Language, Cookie',
    },
  });
});
