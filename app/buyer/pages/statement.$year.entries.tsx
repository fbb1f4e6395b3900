import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { statementOf } from '#app/buyer/statement-view.server.ts';
import { listStatementLines } from '#app/domain/reporting/year-statement.server.ts';
import { viewYear } from '#app/domain/reporting/year-view.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 30;

/** The ledger entries behind a year's sums, one page at a time. */
export const loader = routeHandler('buyer/statement.$year.entries', (ctx, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(ctx, params.year);
  const { lines: count } = viewYear(ctx, buyer, year).statement.totals;
  const last = Math.max(1, Math.ceil(count / perPage));
  const page = Math.min(last, integerParam(ctx.url.searchParams.get('page'), 1, 1_000_000) ?? 1);
  return {
    title: ctx.t.statement.entriesOf(year),
    pageTitle: pageTitle(ctx.t.statement.entriesOf(year), {
      count,
      state: page > 1 ? ctx.t.pages.of(page, last) : null,
      of: buyer.organisation?.name,
    }),
    back: { href: `/statement/${year}?of=${buyer.organisation?.id ?? 'me'}`, year },
    count,
    page,
    last,
    search: ctx.url.search,
    lines: listStatementLines(ctx, buyer, year, { limit: perPage, offset: (page - 1) * perPage }).map((bought) => ({
      index: bought.index,
      paidOn: bought.paidOn,
      order: bought.entry.order,
      line: bought.entry.line,
      supplier: bought.supplier,
      corrected: bought.corrected,
      name: translated(bought.name, ctx.locale),
    })),
  };
});

export default function StatementEntries() {
  const { title, back, lines, count, page, last, search } = useLoaderData<typeof loader>();
  const t = useMessages().statement;
  const locale = useLocale();
  const { day, line, supplier, index, receipt } = t.lineColumns;
  const columns = [
    { name: day },
    { name: line },
    { name: supplier },
    { name: index, numeric: true },
    { name: receipt },
  ];
  return (
    <div className="wrap section statement">
      <p className="small">
        <a href={back.href}>{t.title(back.year)}</a>
      </p>
      <h1 className="mt-2">{title}</h1>
      <p className="lead mt-2">{count === 0 ? t.noneIn(back.year) : t.linesLead}</p>
      {count > 0 && (
        <div className="panel mt-6">
          <DataTable label={title} columns={columns} className="plain stack">
            {lines.map((one) => (
              <tr key={one.index}>
                <td>{formatDate(one.paidOn, locale)}</td>
                <td>
                  <a href={`/orders/${one.order}`}>{one.name}</a>
                  {one.corrected && <span className="small"> ({t.corrected})</span>}
                </td>
                <td>{one.supplier}</td>
                <td className="n">{formatNumber(one.index, locale)}</td>
                <td>
                  <a href={`/orders/${one.order}/receipt#line-${one.line}`} aria-label={t.receiptOf(one.index)}>
                    {t.receipt}
                  </a>
                </td>
              </tr>
            ))}
          </DataTable>
        </div>
      )}
      <Pager page={page} last={last} search={search} />
    </div>
  );
}
