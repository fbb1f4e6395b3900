// The budgets of one organisation as a table: amounts by account, and how much of what is allocated is taken.
import { budgetAccounts, claimAccounts } from '#app/domain/buying/cost-centre.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable, wideCell } from '#app/ui/data-table.tsx';
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
  const figures = budgetAccounts.map((account) => ({
    account,
    name: t.accounts[account],
    numeric: true,
    wide: claimAccounts.some((claim) => claim === account),
  }));
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
              <span className="small block font-normal sm:hidden">
                {claimAccounts
                  .filter((account) => balance[account] !== 0)
                  .map((account) => t.named(t.accounts[account], formatMoney(balance[account], locale)))
                  .join(' · ')}
              </span>
            </th>
            {figures.map(({ account, wide }) => (
              <td
                key={account}
                className={['n', wide && wideCell, account === 'free' && balance.free < 0 && 'font-semibold']
                  .filter(Boolean)
                  .join(' ')}
              >
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
