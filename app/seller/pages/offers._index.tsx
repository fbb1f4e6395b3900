import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { getOwnOffer, listOwnOffers, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { asDraft, readOfferForm } from '#app/seller/offer-form.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 50;

export const loader = supplierRouteHandler('seller/offers._index', (ctx, { supplier }) => {
  const { searchParams } = ctx.url;
  const archived = searchParams.has('archived');
  const text = (searchParams.get('q') ?? '').slice(0, 100);
  const page = integerParam(searchParams.get('page'), 1, 100_000) ?? 1;
  const { rows, total } = listOwnOffers(ctx, supplier.id, { archived, text, page, perPage });
  const last = Math.max(1, Math.ceil(total / perPage));
  return {
    ...sellerHeader(supplier, ctx.t.offerEditor.title, {
      count: total,
      state: page > 1 ? ctx.t.pages.of(page, last) : null,
    }),
    counts: countOffers(ctx, supplier.id),
    archived,
    text,
    page,
    last,
    changed: searchParams.get('changed'),
    search: new URLSearchParams({ ...(archived ? { archived: '1' } : {}), ...(text ? { q: text } : {}) }).toString(),
    rows: rows.map((offer) => ({
      id: offer.id,
      name: translatedField(offer, 'name', ctx.locale),
      status: offer.status,
      price: formatDecimal((offer.priceCents / 100).toFixed(2), ctx.locale),
      stock: offer.stock === null ? '' : String(offer.stock),
      onQuote: offer.onQuote,
      sku: offer.sku === offer.slug ? null : offer.sku,
    })),
  };
});

/** Saves the valid rows; the others keep what was typed, with the reason beside it. */
export const action = supplierIntentAction('seller/offers._index', {
  table(ctx, { supplier }, form) {
    const ids = [...form.keys()].flatMap((name) => /^price_(\d+)$/.exec(name)?.[1] ?? []).slice(0, perPage);
    const wrong: Record<string, { error: string; price: string; stock: string }> = {};
    let changed = 0;
    for (const id of ids) {
      const offer = getOwnOffer(ctx, supplier.id, Number(id));
      const typed = new FormData();
      const [price, stock] = [String(form.get(`price_${id}`) ?? ''), String(form.get(`stock_${id}`) ?? '')];
      typed.set('price', price);
      typed.set('stock', stock);
      const read = readOfferForm(ctx, typed, asDraft(offer), supplier.vatRegime);
      if (!read.ok) wrong[id] = { error: Object.values(read.errors)[0]!, price, stock };
      else if (
        updateOffer(ctx, offer, { priceCents: read.draft.priceCents, stock: read.draft.stock }, 'table').length > 0
      )
        changed++;
    }
    if (Object.keys(wrong).length > 0) return data({ wrong }, { status: 422 });
    const to = new URLSearchParams(ctx.url.searchParams);
    to.set('changed', String(changed));
    return redirect(`/supplier/${supplier.slug}/offers?${to}`, 303);
  },
});

export default function Offers() {
  const { supplier, counts, archived, text, page, last, changed, search, rows } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.offerEditor;
  const base = `/supplier/${supplier.slug}/offers`;
  const wrong = refused?.wrong ?? {};
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.count(counts.live, counts.draft)}</p>
      <div className="flex flex-wrap gap-3">
        <a className="button main" href={`${base}/new`}>
          {messages.add}
        </a>
        <a className="button" href={`/supplier/${supplier.slug}/import`}>
          {messages.import}
        </a>
        <a className="button quiet" href={`/supplier/${supplier.slug}/export.csv`}>
          {messages.export}
        </a>
        <a className="button quiet" href={archived ? base : `${base}?archived=1`}>
          {archived ? messages.currentLink : messages.archivedLink}
        </a>
      </div>
      <form className="searchbox" role="search">
        {archived && <input type="hidden" name="archived" value="1" />}
        <input type="search" name="q" defaultValue={text} aria-label={messages.find} placeholder={messages.find} />
        <button type="submit">{t.search}</button>
      </form>
      {changed !== null && !refused && (
        <p className="notice" role="status">
          {messages.tableSaved(Number(changed))}
        </p>
      )}
      {refused && (
        <p className="notice care" role="alert">
          {messages.tableRefused(Object.keys(wrong).length)}
        </p>
      )}
      {rows.length === 0 ? (
        <p>
          {text ? messages.noMatch(text) : messages.empty} {text && <a href={base}>{messages.seeAll}</a>}
        </p>
      ) : (
        <Form method="post" className="panel grid gap-4">
          <div>
            <h2>{messages.table}</h2>
            <p className="small">{messages.tableHelp}</p>
          </div>
          <DataTable
            label={messages.table}
            columns={[
              { name: messages.name },
              { name: messages.fields.status },
              { name: messages.shortPrice },
              { name: messages.fields.stock },
            ]}
          >
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <a href={`${base}/${row.id}`}>{row.name}</a>
                  {row.sku && <span className="small block">{row.sku}</span>}
                  {wrong[row.id] && <p className="font-semibold text-brick">{wrong[row.id]!.error}</p>}
                </td>
                <td className="whitespace-nowrap">{messages.statuses[row.status]}</td>
                <td>
                  <input
                    className="input cell"
                    name={`price_${row.id}`}
                    inputMode="decimal"
                    aria-label={`${messages.fields.price}${t.colon}${row.name}`}
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
                    aria-label={`${messages.fields.stock}${t.colon}${row.name}`}
                    placeholder={messages.onOrder}
                    defaultValue={wrong[row.id]?.stock ?? row.stock}
                  />
                </td>
              </tr>
            ))}
          </DataTable>
          <button type="submit" className="button main" name="intent" value="table">
            {messages.tableSave}
          </button>
        </Form>
      )}
      <Pager page={page} last={last} search={search} />
    </SellerLayout>
  );
}
