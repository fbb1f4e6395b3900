import type { SecurityEventRow } from '#app/domain/security/security-reading.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

type Props = { title: string; events: readonly SecurityEventRow[]; names: Record<string, string> };

/** Security events, the newest first. `names`: people by id; who was erased is shown by the id. */
export function SecurityEventTable({ title, events, names }: Props) {
  const { securityEvents: t } = useMessages();
  const locale = useLocale();
  const people = new Map(Object.entries(names));
  return (
    <DataTable label={title} columns={[t.at, t.kind, t.person, t.address, t.detail].map((name) => ({ name }))}>
      {events.map(({ id, at, kind, userId, actor, addressHash, detail }) => (
        <tr key={id}>
          <td>{formatDateTime(at, locale)}</td>
          <th scope="row">{t.kinds[kind]}</th>
          <td>
            {userId ? people.get(userId) || userId : t.unknown}
            {actor !== userId && actor !== 'anonymous' && <p className="small">{t.by(people.get(actor) || actor)}</p>}
          </td>
          <td className="small">{addressHash}</td>
          <td className="small break-all">{detail}</td>
        </tr>
      ))}
    </DataTable>
  );
}
