import { listCheckpoints } from '#app/domain/ledger/heads.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { asMarkup } from '#app/http/markup.ts';

const shown = 50;

/** The latest checkpoints as an Atom feed: whoever subscribes keeps them. */
export const loader = answer('ledger.feed[.]xml', (visit) => {
  const { origin } = visit.hall.env;
  const checkpoints = listCheckpoints(visit, shown);
  const entries = checkpoints.map(
    ({ size, at, note }) => `<entry>
<id>tag:${visit.ledgerKey.origin.split('/')[0]},2026:checkpoint/${size}</id>
<title>${asMarkup(visit.t.ledger.feedEntry(size))}</title>
<updated>${at}</updated>
<link href="${origin}/ledger"/>
<content type="text">${asMarkup(note)}</content>
</entry>`,
  );
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${visit.locale}">
<id>tag:${visit.ledgerKey.origin.split('/')[0]},2026:checkpoints</id>
<title>${asMarkup(visit.t.ledger.feed)}</title>
<updated>${checkpoints[0]?.at ?? visit.now.toISOString()}</updated>
<author><name>${asMarkup(visit.ledgerKey.origin)}</name></author>
<link rel="self" href="${origin}/ledger/feed.xml"/>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=60',
      vary: 'cookie, accept-language',
    },
  });
});
