import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import type { DescribedMovement } from './stock-movements.server.ts';

/** Movements of an offer's stock, the newest first. */
export function MovementTable({ movements }: { movements: readonly DescribedMovement[] }) {
  const { stockPage: messages } = useMessages();
  const locale = useLocale();
  const { columns } = messages;
  return (
    <DataTable
      label={messages.history}
      columns={[
        { name: columns.at },
        { name: columns.kind },
        { name: columns.quantity, numeric: true },
        { name: columns.balance, numeric: true },
        { name: columns.reason },
        { name: columns.by },
      ]}
    >
      {movements.map(({ id, at, kind, quantity, balance, reason, by }) => (
        <tr key={id}>
          <td>{formatDateTime(at, locale)}</td>
          <td>{messages.kinds[kind]}</td>
          <td className="n">
            {quantity > 0 && '+'}
            {formatNumber(quantity, locale)}
          </td>
          <td className="n">{balance === null ? messages.toOrder : formatNumber(balance, locale)}</td>
          <td>{reason}</td>
          <td>{by}</td>
        </tr>
      ))}
    </DataTable>
  );
}
