// The budgets of one organisation as a table: amounts by account, and how much of what is allocated is taken.
import { budgetAccounts } from '#app/domain/buying/cost-centre.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import type { ShownCentre } from './budget-view.server.ts';

export function BudgetTable({
  label,
  centres,
  year,
}: {
  label: string;
  centres: readonly ShownCentre[];
  year: number;
}) {
  const t = useMessages().budgets;
  const locale = useLocale();
  const figures = budgetAccounts.map((name) => ({ name: t.accounts[name], numeric: true }));
  return (
    <>
      <DataTable label={label} columns={[{ name: t.centreColumn }, ...figures]}>
        {centres.map(({ id, code, name, basis, isClosed, balance }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/budgets/${id}?year=${year}`}>
                {code} {name}
              </a>
              <span className="small block font-normal">
                {[t.basis[basis], isClosed && t.closed, balance.free < 0 && t.overdrawn].filter(Boolean).join(' · ')}
              </span>
            </th>
            {budgetAccounts.map((account) => (
              <td key={account} className={account === 'free' && balance.free < 0 ? 'n text-clay' : 'n'}>
                {formatMoney(balance[account], locale)}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      <p className="small mt-2">{t.accountHints}</p>
    </>
  );
}

/** The other years that are near: last year's, and the next one to prepare. */
export function YearLinks({ path, year }: { path: string; year: number }) {
  const t = useMessages().budgets;
  return (
    <p className="small flex flex-wrap gap-4">
      {[year - 1, year + 1].map((other) => (
        <a key={other} href={`${path}?year=${other}`}>
          {t.otherYear(other)}
        </a>
      ))}
    </p>
  );
}
