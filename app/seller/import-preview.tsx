// The result of an import row by row, before and after it is written.
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

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
type RowView = { row: number; sku: string; name: string; outcome: Outcome; messages: string[] };

export function ImportPreview({
  offerImport,
  slug,
  rows,
  outcome,
  next,
}: {
  offerImport: ImportView;
  slug: string;
  rows: RowView[];
  outcome: Outcome | null;
  next: number | null;
}) {
  const t = useMessages();
  const messages = t.imports;
  const locale = useLocale();
  const base = `/supplier/${slug}/import/${offerImport.id}`;
  const sizes = {
    create: offerImport.toCreate,
    change: offerImport.toChange,
    same: offerImport.same,
    refuse: offerImport.refused,
  };
  const counts = offerImport.state === 'done' ? messages.doneCounts : messages.counts;
  const count = (n: number) => formatNumber(n, locale);
  const toWrite = offerImport.toCreate + offerImport.toChange;
  return (
    <>
      {offerImport.state === 'done' && (
        <p className="notice" role="status">
          {messages.done} <a href={`/supplier/${slug}/offers`}>{messages.toOffers}</a>
        </p>
      )}
      {offerImport.state === 'cancelled' && <p className="notice">{messages.cancelled}</p>}
      <ul className="flex flex-wrap gap-2">
        <li>
          <a className="pill" href={base} aria-current={outcome === null ? 'true' : undefined}>
            {messages.all}
          </a>
        </li>
        {(['create', 'change', 'same', 'refuse'] as const).map((name) => (
          <li key={name}>
            <a className="pill" href={`${base}?outcome=${name}`} aria-current={outcome === name ? 'true' : undefined}>
              {counts[name](count(sizes[name]))}
            </a>
          </li>
        ))}
      </ul>
      {offerImport.state === 'preview' && (
        <PostForm intents={['confirm', 'cancel']} className="flex flex-wrap gap-3">
          {toWrite > 0 ? (
            <button type="submit" className="button main" name="intent" value="confirm">
              {messages.confirm(toWrite)}
            </button>
          ) : (
            <p className="notice">{messages.nothing}</p>
          )}
          <button type="submit" className="button quiet" name="intent" value="cancel">
            {messages.cancel}
          </button>
        </PostForm>
      )}
      {offerImport.refused > 0 && (
        <p>
          <a href={`${base}/refused.csv`}>{messages.refusedFile}</a>
        </p>
      )}
      {rows.length > 0 && (
        <DataTable
          label={messages.title}
          columns={[
            { name: messages.row, numeric: true },
            { name: t.offerEditor.name },
            { name: messages.what },
            { name: messages.why },
          ]}
        >
          {rows.map((row) => (
            <tr key={row.row}>
              <td className="n pr-3">{count(row.row)}</td>
              <td>
                {row.name} <span className="small">{row.sku}</span>
              </td>
              <td>
                <span className={row.outcome === 'refuse' ? 'state state-care' : 'state'}>
                  {(offerImport.state === 'done' ? messages.outcomesDone : messages.outcomes)[row.outcome]}
                </span>
              </td>
              <td>
                {row.messages.map((text) => (
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
            {messages.more}
          </a>
        </p>
      )}
    </>
  );
}
