import type { LoaderFunctionArgs } from '@remix-run/node';
import { stringify } from 'csv-stringify/sync';
import { type ListedLine, viewListLines } from '#app/domain/buying/list-view.server.ts';
import { getList } from '#app/domain/buying/lists.server.ts';
import { csvAmount, csvResponse } from '#app/http/csv-response.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export const loader = routeHandler('buyer/lists.$listId.lines[.]csv', (ctx, { params }: LoaderFunctionArgs) => {
  const lines = viewListLines(ctx, getList(ctx, params.listId ?? ''));
  const rows = [Object.values(ctx.t.lists.columns), ...lines.map((line) => cellsOf(ctx, line))];
  return csvResponse(
    [stringify(rows, { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' })],
    'liste.csv',
  );
});

/** In the order of the columns' names; amounts are excl. VAT, of one pack and of the line. */
function cellsOf(ctx: RequestContext, { offer, quantity, text }: ListedLine): string[] {
  const { lists: t } = ctx.t;
  if (!offer) return [text, '', String(quantity ?? ''), '', '', '', '', t.words, ''];
  const { slug, name, supplier, packs, price, total, block, unit } = offer;
  const amounts = [csvAmount(price.netCents, ctx.locale), total ? csvAmount(total.netCents, ctx.locale) : ''];
  const address = `${ctx.services.env.origin}/offers/${slug}`;
  return [name, supplier, String(packs), ctx.t.units[unit], ...amounts, text, block ? t.blocks[block] : '', address];
}
