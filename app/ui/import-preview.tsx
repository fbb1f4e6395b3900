// What a file would do, or did, row by row.
import { Form } from '@remix-run/react';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { DataTable } from './data-table.tsx';

export type ImportView = {
  id: string;
  state: 'mapping' | 'reading' | 'preview' | 'writing' | 'done' | 'cancelled' | 'failed';
  rowsRead: number;
  rowsWritten: number;
  toCreate: number;
  toChange: number;
  same: number;
  refused: number;
};
type Outcome = 'create' | 'change' | 'same' | 'refuse';
type RowView = { row: number; sku: string; name: string; outcome: Outcome; words: string[] };

export function ImportPreview({
  held,
  slug,
  rows,
  outcome,
  next,
}: {
  held: ImportView;
  slug: string;
  rows: RowView[];
  outcome: Outcome | null;
  next: number | null;
}) {
  const t = useMessages();
  const i = t.importDesk;
  const locale = useLocale();
  const base = `/supplier/${slug}/import/${held.id}`;
  const sizes = { create: held.toCreate, change: held.toChange, same: held.same, refuse: held.refused };
  const words = held.state === 'done' ? i.doneCounts : i.counts;
  const count = (n: number) => formatNumber(n, locale);
  const toWrite = held.toCreate + held.toChange;
  return (
    <>
      {held.state === 'done' && (
        <p className="notice" role="status">
          {i.done} <a href={`/supplier/${slug}/offers`}>{i.toOffers}</a>
        </p>
      )}
      {held.state === 'cancelled' && <p className="notice">{i.cancelled}</p>}
      <ul className="flex flex-wrap gap-2">
        <li>
          <a className="pill" href={base} aria-current={outcome === null ? 'true' : undefined}>
            {i.all}
          </a>
        </li>
        {(['create', 'change', 'same', 'refuse'] as const).map((name) => (
          <li key={name}>
            <a className="pill" href={`${base}?outcome=${name}`} aria-current={outcome === name ? 'true' : undefined}>
              {words[name](count(sizes[name]))}
            </a>
          </li>
        ))}
      </ul>
      {held.state === 'preview' && (
        <Form method="post" className="flex flex-wrap gap-3">
          {toWrite > 0 ? (
            <button type="submit" className="button main" name="intent" value="confirm">
              {i.confirm(toWrite)}
            </button>
          ) : (
            <p className="notice">{i.nothing}</p>
          )}
          <button type="submit" className="button quiet" name="intent" value="cancel">
            {i.cancel}
          </button>
        </Form>
      )}
      {held.refused > 0 && (
        <p>
          <a href={`${base}/refused.csv`}>{i.refusedFile}</a>
        </p>
      )}
      {rows.length > 0 && (
        <DataTable
          label={i.title}
          columns={[{ name: i.row, numeric: true }, { name: t.offerDesk.name }, { name: i.what }, { name: i.why }]}
        >
          {rows.map((row) => (
            <tr key={row.row}>
              <td className="n pr-3">{count(row.row)}</td>
              <td>
                {row.name} <span className="small">{row.sku}</span>
              </td>
              <td>
                <span className={row.outcome === 'refuse' ? 'state state-care' : 'state'}>
                  {(held.state === 'done' ? i.outcomesDone : i.outcomes)[row.outcome]}
                </span>
              </td>
              <td>
                {row.words.map((text) => (
                  <p key={text}>{text}</p>
                ))}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {next !== null && (
        <p>
          <a className="button quiet" href={`${base}?${outcome ? `outcome=${outcome}&` : ''}after=${next}`}>
            {i.more}
          </a>
        </p>
      )}
    </>
  );
}
