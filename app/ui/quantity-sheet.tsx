import type { SheetView } from '#app/domain/scoring/sheet-view.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The raw quantities behind a value, with their period: what a steward holds against the documents. */
export function QuantitySheetTable({ sheet }: { sheet: SheetView }) {
  const { evidence: messages } = useMessages();
  const locale = useLocale();
  return (
    <>
      <table className="plain">
        <caption className="text-left font-semibold">
          {sheet.from && sheet.to
            ? messages.sheetOf(formatDate(sheet.from, locale), formatDate(sheet.to, locale))
            : messages.sheet}
        </caption>
        <tbody>
          {sheet.rows.map(({ id, label, unit, amount, weight }) => (
            <tr key={id}>
              <th scope="row" className="font-normal">
                {label}
                {weight >= 0 && weight < 1 && ` (${messages.countsPart(formatNumber(weight, locale, 2))})`}
              </th>
              <td className="n whitespace-nowrap">
                {unit === 'case' ? messages.yes : `${formatNumber(amount, locale, 3)} ${messages.quantityUnits[unit]}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.rows.length === 0 && <p className="small">{messages.sheetEmpty}</p>}
      {sheet.shorterThan !== null && <p className="notice care">{messages.shorter(sheet.shorterThan)}</p>}
    </>
  );
}
