import { listCheckpoints } from '#app/domain/ledger/checkpoints.server.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import { routeHandler } from '#app/http/handler.server.ts';

const shown = 50;

/** The latest checkpoints as an Atom feed, so that every subscriber keeps a copy. */
export const loader = routeHandler('town/ledger.feed[.]xml', (ctx) => {
  const { origin } = ctx.services.env;
  const checkpoints = listCheckpoints(ctx, shown);
  const entries = checkpoints.map(
    ({ size, at, note }) => `<entry>
<id>tag:${ctx.ledgerKey.origin.split('/')[0]},2026:checkpoint/${size}</id>
<title>${asMarkup(ctx.t.ledger.feedEntry(size))}</title>
<updated>${at}</updated>
<link href="${origin}/ledger"/>
<content type="text">${asMarkup(note)}</content>
</entry>`,
  );
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.locale}">
<id>tag:${ctx.ledgerKey.origin.split('/')[0]},2026:checkpoints</id>
<title>${asMarkup(ctx.t.ledger.feed)}</title>
<updated>${checkpoints[0]?.at ?? ctx.now.toISOString()}</updated>
<author><name>${asMarkup(ctx.ledgerKey.origin)}</name></author>
<link rel="self" href="${origin}/ledger/feed.xml"/>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=60',
      vary: 'Accept-Language, Cookie',
    },
  });
});
