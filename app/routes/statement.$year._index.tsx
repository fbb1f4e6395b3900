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

const linesShown = 200;

export const loader = answer('statement.$year._index', (visit, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(visit, params.year);
  const { statement, agec, egalim, lines } = viewYear(visit, buyer, year, linesShown);
  const fr = visit.locale === 'fr';
  return {
    title: visit.t.statement.title(year),
    of: buyer.organisation?.id ?? 'me',
    buyer: buyer.organisation?.name ?? visit.user!.name,
    buyers: listOwnOrganisations(visit).map(({ id, name }) => ({ id, name })),
    years: listYears(visit, buyer),
    statement,
    agec,
    egalim,
    lines: lines.map(({ index, paidOn, orderNumber, supplier, corrected, entry, ...line }) => ({
      index,
      paidOn,
      orderNumber,
      orderId: entry.order,
      line: entry.line,
      supplier,
      corrected,
      name: fr ? line.nameFr : line.nameEn,
    })),
    size: ledgerSize(visit),
  };
});

export default function Statement() {
  return <StatementPage page={useLoaderData<typeof loader>()} />;
}
