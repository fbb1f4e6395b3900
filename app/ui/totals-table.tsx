import type { GroupTotals } from '#app/domain/reporting/town-figures.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatEuros, formatMass } from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { DataTable } from './data-table.tsx';

/** `hidden`: columns that are not published; none where the reader's own figures are shown. */
export type ShownTotals = Omit<GroupTotals, 'key' | 'hidden'> & Partial<Pick<GroupTotals, 'hidden'>>;

/** The columns that may be unknown or not published, and say so. */
export function columnTexts(one: ShownTotals, t: Messages, locale: Locale) {
  const none = (block: GroupTotals['hidden'][number], otherwise: string) =>
    one.hidden?.includes(block) ? t.observatory.notPublished : otherwise;
  return {
    kept: one.retainedCents ? formatMoneyInterval(one.retainedCents, t, locale) : none('retained', t.unknown),
    hours: one.inclusionMinutes ? formatMinutesInterval(one.inclusionMinutes, t, locale) : none('inclusion', t.unknown),
    mass: one.keptGrams === null ? t.observatory.notPublished : formatMass(one.keptGrams, locale),
    co2: one.delta ? formatCo2(one.delta, t, locale) : none('delta', t.order.noCo2),
  };
}

/** Parts of a whole, one row each; unknown and unpublished parts are marked. */
export function GroupTable({
  label,
  groups,
}: {
  label: string;
  groups: (ShownTotals & { key: string; name: string })[];
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
        {groups.map((one) => {
          const texts = columnTexts(one, all, locale);
          return (
            <tr key={one.key}>
              <th scope="row">{one.name}</th>
              <td className="n">{formatEuros(one.spentCents, locale)}</td>
              <td>{texts.kept}</td>
              <td>{texts.hours}</td>
              <td>{texts.mass}</td>
              <td>{texts.co2}</td>
            </tr>
          );
        })}
      </DataTable>
    </div>
  );
}
