import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { StatementPage } from '#app/buyer/statement-page.tsx';
import { statementOf } from '#app/buyer/statement-view.server.ts';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { listYears, viewYear } from '#app/domain/reporting/year-statement.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { requireUser } from '#app/http/request-context.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('buyer/statement.$year._index', (ctx, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(ctx, params.year);
  const { statement, agec, egalim } = viewYear(ctx, buyer, year);
  return {
    title: ctx.t.statement.title(year),
    pageTitle: pageTitle(ctx.t.statement.title(year), { of: buyer.organisation?.name }),
    of: buyer.organisation?.id ?? 'me',
    buyer: buyer.organisation?.name ?? requireUser(ctx).name,
    buyers: listOwnOrganisations(ctx).map(({ id, name }) => ({ id, name })),
    years: listYears(ctx, buyer),
    statement,
    agec,
    egalim,
    size: ledgerSize(ctx),
  };
});

export default function YearStatementPage() {
  return <StatementPage page={useLoaderData<typeof loader>()} />;
}
