import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { getOwnOffer, listOwnOffers, reviseOffer } from '#app/domain/catalogue/listing.server.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { asDraft, readOfferForm } from '#app/http/offer-form.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { wholeIn } from '#app/http/whole-in.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = titled;

const perPage = 50;

export const loader = answerStall('supplier.$slug.offers._index', (visit, { supplier }) => {
  const { searchParams } = visit.url;
  const archived = searchParams.has('archived');
  const words = (searchParams.get('q') ?? '').slice(0, 100);
  const page = wholeIn(searchParams.get('page'), 1, 100_000) ?? 1;
  const { rows, total } = listOwnOffers(visit, supplier.id, { archived, words, page, perPage });
  return {
    ...stallHead(supplier, visit.t.offerDesk.title),
    counts: countOffers(visit, supplier.id),
    archived,
    words,
    page,
    last: Math.max(1, Math.ceil(total / perPage)),
    changed: searchParams.get('changed'),
    search: new URLSearchParams({ ...(archived ? { archived: '1' } : {}), ...(words ? { q: words } : {}) }).toString(),
    rows: rows.map((offer) => ({
      id: offer.id,
      name: visit.locale === 'fr' ? offer.nameFr : offer.nameEn,
      status: offer.status,
      price: cell(offer.priceCents / 100, visit.locale),
      stock: offer.stock === null ? '' : String(offer.stock),
      onQuote: offer.onQuote,
      sku: offer.sku === offer.slug ? null : offer.sku,
    })),
  };
});

function cell(euros: number, locale: 'fr' | 'en'): string {
  return locale === 'fr' ? euros.toFixed(2).replace('.', ',') : euros.toFixed(2);
}

/** Rows that are sound are saved; the others keep what was typed, with the reason beside it. */
export const action = actStall('supplier.$slug.offers._index', {
  table(visit, { supplier }, form) {
    const ids = [...form.keys()].flatMap((name) => /^price_(\d+)$/.exec(name)?.[1] ?? []).slice(0, perPage);
    const wrong: Record<string, { error: string; price: string; stock: string }> = {};
    let changed = 0;
    for (const id of ids) {
      const offer = getOwnOffer(visit, supplier.id, Number(id));
      const typed = new FormData();
      const [price, stock] = [String(form.get(`price_${id}`) ?? ''), String(form.get(`stock_${id}`) ?? '')];
      typed.set('price', price);
      typed.set('stock', stock);
      const read = readOfferForm(typed, asDraft(offer), supplier.vatRegime, visit.t);
      if (!read.ok) wrong[id] = { error: Object.values(read.errors)[0]!, price, stock };
      else if (
        reviseOffer(visit, offer, { priceCents: read.draft.priceCents, stock: read.draft.stock }, 'table').length > 0
      )
        changed++;
    }
    if (Object.keys(wrong).length > 0) return data({ wrong }, { status: 422 });
    const to = new URLSearchParams(visit.url.searchParams);
    to.set('changed', String(changed));
    return redirect(`/supplier/${supplier.slug}/offers?${to}`, 303);
  },
});

export default function Offers() {
  const { stall, counts, archived, words, page, last, changed, search, rows } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const o = t.offerDesk;
  const base = `/supplier/${stall.slug}/offers`;
  const wrong = refused?.wrong ?? {};
  return (
    <Desk stall={stall}>
      <p className="lead">{o.count(counts.live, counts.draft)}</p>
      <div className="flex flex-wrap gap-3">
        <a className="button main" href={`${base}/new`}>
          {o.add}
        </a>
        <a className="button" href={`/supplier/${stall.slug}/import`}>
          {o.import}
        </a>
        <a className="button quiet" href={`/supplier/${stall.slug}/export.csv`}>
          {o.export}
        </a>
        <a className="button quiet" href={archived ? base : `${base}?archived=1`}>
          {archived ? o.currentLink : o.archivedLink}
        </a>
      </div>
      <form className="searchbox" role="search">
        {archived && <input type="hidden" name="archived" value="1" />}
        <input type="search" name="q" defaultValue={words} aria-label={o.find} placeholder={o.find} />
        <button type="submit">{t.search}</button>
      </form>
      {changed !== null && !refused && (
        <p className="notice" role="status">
          {o.tableSaved(Number(changed))}
        </p>
      )}
      {refused && (
        <p className="notice care" role="alert">
          {o.tableRefused(Object.keys(wrong).length)}
        </p>
      )}
      {rows.length === 0 ? (
        <p>
          {words ? o.noMatch(words) : o.empty} {words && <a href={base}>{o.seeAll}</a>}
        </p>
      ) : (
        <Form method="post" className="panel grid gap-4">
          <div>
            <h2>{o.table}</h2>
            <p className="small">{o.tableHelp}</p>
          </div>
          <DataTable
            label={o.table}
            columns={[{ name: o.name }, { name: o.fields.status }, { name: o.shortPrice }, { name: o.fields.stock }]}
          >
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <a href={`${base}/${row.id}`}>{row.name}</a>
                  {row.sku && <span className="small block">{row.sku}</span>}
                  {wrong[row.id] && <p className="font-semibold text-brick">{wrong[row.id]!.error}</p>}
                </td>
                <td className="whitespace-nowrap">{o.statuses[row.status]}</td>
                <td>
                  <input
                    className="input cell"
                    name={`price_${row.id}`}
                    inputMode="decimal"
                    aria-label={`${o.fields.price}${t.colon}${row.name}`}
                    aria-invalid={wrong[row.id] ? true : undefined}
                    defaultValue={wrong[row.id]?.price ?? row.price}
                    readOnly={row.onQuote}
                  />
                </td>
                <td>
                  <input
                    className="input cell"
                    name={`stock_${row.id}`}
                    inputMode="numeric"
                    aria-label={`${o.fields.stock}${t.colon}${row.name}`}
                    placeholder={o.onOrder}
                    defaultValue={wrong[row.id]?.stock ?? row.stock}
                  />
                </td>
              </tr>
            ))}
          </DataTable>
          <button type="submit" className="button main" name="intent" value="table">
            {o.tableSave}
          </button>
        </Form>
      )}
      <Pager page={page} last={last} search={search} />
    </Desk>
  );
}
