import type { LoaderFunctionArgs } from '@remix-run/node';
import { listSupplierEntries, type SupplierEntry } from '#app/domain/evidence/supplier-entries.server.ts';
import { latestCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { getSupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import { routeHandler } from '#app/http/handler.server.ts';

const shown = 50;

/** The latest entries about a supplier's evidence as an Atom feed; the content of each is its receipt (tlog-proof). */
export const loader = routeHandler('town/suppliers.$slug_.ledger[.]xml', (ctx, { params }: LoaderFunctionArgs) => {
  const supplier = getSupplier(ctx, params.slug ?? '');
  const { origin } = ctx.services.env;
  const head = latestCheckpoint(ctx);
  const t = ctx.t.evidenceEntries;
  const tag = `tag:${ctx.ledgerKey.origin.split('/')[0]},2026`;
  const page = `${origin}/suppliers/${supplier.slug}`;
  // A receipt is proven against the head: an entry that is newer comes with the next one.
  const entries = listSupplierEntries(ctx, supplier.id)
    .filter(({ index }) => index < head.size)
    .slice(0, shown);
  const items = entries.map((entry) => {
    const criteria = entry.values.map(({ criterion, level }) => [criterion, level].filter(Boolean).join(' '));
    return `<entry>
<id>${tag}:entry/${entry.index}</id>
<title>${asMarkup(titleOf(t.kinds, entry))}</title>
<updated>${entry.at}</updated>
<link href="${page}"/>
<summary>${asMarkup(criteria.join(', '))}</summary>
<content type="text">${asMarkup(receiptOf(ctx, entry.index, head))}</content>
</entry>`;
  });
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.locale}">
<id>${tag}:supplier/${supplier.slug}</id>
<title>${asMarkup(t.feedOf(supplier.name))}</title>
<updated>${entries[0]?.at ?? head.at}</updated>
<author><name>${asMarkup(ctx.ledgerKey.origin)}</name></author>
<link rel="self" href="${page}/ledger.xml"/>
${items.join('\n')}
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

function titleOf(kinds: Readonly<Record<string, string>>, { kind, index }: SupplierEntry): string {
  return `${findOwnValue(kinds, kind) ?? kind} (${index})`;
}
