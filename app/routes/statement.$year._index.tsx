import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { listYears, viewYear } from '#app/domain/statements/year.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { statementOf } from '#app/http/statement.server.ts';
import { StatementPage } from '#app/ui/statement-page.tsx';

export const meta = titled;

export const loader = answer('statement.$year._index', (visit, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(visit, params.year);
  const { statement, agec, egalim } = viewYear(visit, buyer, year);
  return {
    title: visit.t.statement.title(year),
    of: buyer.organisation?.id ?? 'me',
    buyer: buyer.organisation?.name ?? visit.user!.name,
    buyers: listOwnOrganisations(visit).map(({ id, name }) => ({ id, name })),
    years: listYears(visit, buyer),
    statement,
    agec,
    egalim,
    size: ledgerSize(visit),
  };
});

export default function Statement() {
  return <StatementPage page={useLoaderData<typeof loader>()} />;
}
