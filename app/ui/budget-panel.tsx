// A table of the budget of a person or a supplier: used, left, and how it grows.
import type { BudgetUse, BuyerBudget, SupplierBudget } from '#app/domain/security/budgets.ts';
import { formatMoney, formatNumber, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from './data-table.tsx';

type Name = BuyerBudget | SupplierBudget;

export function BudgetPanel({ uses, next }: { uses: readonly BudgetUse<Name>[]; next: string }) {
  const { title, lead, what, used, left, names, later } = useMessages().limits.budgets;
  const grows = uses.some((use) => use.next !== null);
  const figures = grows ? [used, left, later] : [used, left];
  const columns = [{ name: what }, ...figures.map((name) => ({ name, numeric: true }))];
  return (
    <section className="panel" id="budget">
      <h2>{title}</h2>
      <p className="mt-1 mb-3">{lead}</p>
      <DataTable label={title} columns={columns}>
        {uses.map((use) => (
          <tr key={use.name}>
            <th scope="row">{names[use.name]}</th>
            <td className="n">{!use.name.endsWith('-permille') && <Amount name={use.name} value={use.used} />}</td>
            <td className="n">
              <Amount name={use.name} value={Math.max(0, use.max - use.used)} />
            </td>
            {grows && <td className="n">{use.next !== null && <Amount name={use.name} value={use.next} />}</td>}
          </tr>
        ))}
      </DataTable>
      <p className="small mt-2">{next}</p>
    </section>
  );
}

function Amount({ name, value }: { name: Name; value: number }) {
  const locale = useLocale();
  const { megabytes } = useMessages().limits.budgets;
  if (name === 'released-cents') return <>{formatMoney(value, locale)}</>;
  if (name === 'stock-permille' || name === 'common-permille') return <>{formatRate(value * 10, locale)}</>;
  if (name === 'file-bytes') return <>{megabytes(formatNumber(value / 1e6, locale))}</>;
  return <>{formatNumber(value, locale)}</>;
}
