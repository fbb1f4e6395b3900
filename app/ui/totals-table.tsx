import type { ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { formatEuros, formatMass } from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from './data-table.tsx';

/** Parts of a whole, one row each; unknown parts are marked. */
export function GroupTable({
  label,
  groups,
}: {
  label: string;
  groups: (ImpactTotals & { key: string; name: string })[];
}) {
  const all = useMessages();
  const t = all.statement.columns;
  const locale = useLocale();
  const columns = [
    { name: t.name },
    { name: t.spent, numeric: true },
    { name: t.kept },
    { name: t.hours },
    { name: t.mass },
    { name: t.co2 },
  ];
  return (
    <div className="panel">
      <DataTable label={label} columns={columns} className="plain wide">
        {groups.map((one) => (
          <tr key={one.key}>
            <th scope="row">{one.name}</th>
            <td className="n">{formatEuros(one.spentCents, locale)}</td>
            <td>{one.retainedCents ? formatMoneyInterval(one.retainedCents, all, locale) : all.unknown}</td>
            <td>{one.inclusionMinutes ? formatMinutesInterval(one.inclusionMinutes, all, locale) : all.unknown}</td>
            <td>{formatMass(one.keptGrams, locale)}</td>
            <td>{one.delta ? formatCo2(one.delta, all, locale) : all.order.noCo2}</td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}
