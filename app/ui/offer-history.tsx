import { type Column, columnOf } from '#app/domain/catalogue/cells.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDateTime, formatMoney } from '#app/i18n/format.ts';

type Change = {
  id: number;
  at: string;
  actor: string;
  via: 'form' | 'table' | 'import' | 'copy' | 'image';
  changes: Record<string, [unknown, unknown]>;
};

/** Who changed what, and from what. */
export function OfferHistory({ changes, names }: { changes: Change[]; names: Record<string, string> }) {
  const t = useMessages();
  const o = t.offerDesk;
  const locale = useLocale();
  const named = (field: string) => {
    if (field === 'status') return o.fields.status;
    const column: Column | undefined = columnOf[field as keyof typeof columnOf];
    return column ? o.fields[column] : field === 'created' ? o.created : o.image;
  };
  const shown = (field: string, value: unknown) => {
    if (value === null || value === undefined || value === '') return '–';
    if (field.endsWith('Cents')) return formatMoney(Number(value), locale);
    if (field === 'status') return o.statuses[value as keyof typeof o.statuses];
    return typeof value === 'object' ? JSON.stringify(value) : String(value).slice(0, 120);
  };
  return (
    <section className="panel">
      <h2>{o.sections.history}</h2>
      <ol className="rows">
        {changes.map((change) => (
          <li key={change.id}>
            <span className="small">
              {t.desk.by(names[change.actor] ?? t.desk.system, formatDateTime(change.at, locale))} · {o.via[change.via]}
            </span>
            {Object.entries(change.changes).map(([field, [before, after]]) => (
              <p key={field}>
                {named(field)} : {shown(field, before)} → <b>{shown(field, after)}</b>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
