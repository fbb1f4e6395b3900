// The offers as a person sees them who counts the stock and does not sell, and the ways to new offers of one who does.
import { useMessages } from '#app/i18n/language.tsx';

export function SellingLinks({ slug }: { slug: string }) {
  const messages = useMessages().offerEditor;
  return (
    <>
      <a className="button main" href={`/supplier/${slug}/offers/new`}>
        {messages.add}
      </a>
      <a className="button" href={`/supplier/${slug}/import`}>
        {messages.import}
      </a>
      <a className="button quiet" href={`/supplier/${slug}/export.csv`}>
        {messages.export}
      </a>
    </>
  );
}

type Row = { id: number; name: string; status: keyof Statuses; sku: string | null; stock: number | null };
type Statuses = ReturnType<typeof useMessages>['offerEditor']['statuses'];

export function OfferList({ rows, base, counts }: { rows: readonly Row[]; base: string; counts: boolean }) {
  const t = useMessages();
  const messages = t.offerEditor;
  return (
    <ul className="panel rows">
      {rows.map(({ id, name, status, sku, stock }) => (
        <li key={id} className="row-act">
          <span>
            <b>{name}</b> {sku && <span className="small">{sku}</span>}
            <br />
            <span className="small">
              {messages.statuses[status]} · {messages.fields.stock}
              {t.colon}
              {stock ?? messages.onOrder}
            </span>
          </span>
          {counts && (
            <a className="button quiet" href={`${base}/${id}/stock`}>
              {t.stockPage.history}
              <span className="sr-only">
                {t.colon}
                {name}
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
