import { useLoaderData } from '@remix-run/react';
import { getOwnOffer, listOwnOffers, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { countOffers } from '#app/domain/catalogue/offers.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { readOfferForm } from '#app/seller/offer-form.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { CellField } from '#app/ui/cell-field.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

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
    search: new URLSearchParams({ ...(archived ? { archived: '1' } : {}), ...(text ? { q: text } : {}) }).toString(),
    rows: rows.map((offer) => ({
      id: offer.id,
      name: translated(offer.name, ctx.locale),
      status: offer.status,
      price: formatDecimal((offer.priceCents / 100).toFixed(2), ctx.locale),
      stock: offer.stock === null ? '' : String(offer.stock),
      onQuote: offer.onQuote,
      sku: offer.sku === offer.slug ? null : offer.sku,
    })),
  };
});

export const action = supplierFormAction('seller/offers._index', { table: { schema: textFields, run: saveTable } });

/** Saves the valid rows; the others keep what was typed, with the reason beside it. */
function saveTable(ctx: RequestContext, { supplier }: OwnSupplier, values: Record<string, string>): FormAnswer {
  const ids = Object.keys(values).flatMap((name) => /^price_(\d+)$/.exec(name)?.[1] ?? []);
  const errors: Record<string, string> = {};
  let [changed, refusedRows] = [0, 0];
  for (const id of ids.slice(0, perPage)) {
    const offer = getOwnOffer(ctx, supplier.id, Number(id));
    const row = { price: values[`price_${id}`] ?? '', stock: values[`stock_${id}`] ?? '' };
    const read = readOfferForm(ctx, row, asDraft(offer), supplier.vatRegime);
    if (read.ok) {
      const { priceCents, stock } = read.draft;
      if (updateOffer(ctx, offer, { priceCents, stock }, 'table').length > 0) changed++;
    } else {
      const [column, error] = Object.entries(read.errors)[0]!;
      errors[`${column === 'stock' ? 'stock' : 'price'}_${id}`] = error;
      refusedRows++;
    }
  }
  if (refusedRows > 0) return invalidInput(errors, ctx.t.offerEditor.tableRefused(refusedRows));
  return goTo(`/supplier/${supplier.slug}/offers${ctx.url.search}`, ['offers.changed', changed]);
}

export default function Offers() {
  const { supplier, counts, archived, text, page, last, search, rows } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.offerEditor;
  const base = `/supplier/${supplier.slug}/offers`;
  const kept = Object.fromEntries(
    rows.flatMap((row) => [
      [`price_${row.id}`, row.price],
      [`stock_${row.id}`, row.stock],
    ]),
  );
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
      {rows.length === 0 ? (
        <p>
          {text ? messages.noMatch(text) : messages.empty} {text && <a href={base}>{messages.seeAll}</a>}
        </p>
      ) : (
        <PostForm intents={['table']} kept={kept} className="panel grid gap-4">
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
                </td>
                <td className="whitespace-nowrap">{messages.statuses[row.status]}</td>
                <td>
                  <CellField
                    className="input cell"
                    name={`price_${row.id}`}
                    inputMode="decimal"
                    label={`${messages.fields.price}${t.colon}${row.name}`}
                    readOnly={row.onQuote}
                  />
                </td>
                <td>
                  <CellField
                    className="input cell"
                    name={`stock_${row.id}`}
                    inputMode="numeric"
                    label={`${messages.fields.stock}${t.colon}${row.name}`}
                    placeholder={messages.onOrder}
                  />
                </td>
              </tr>
            ))}
          </DataTable>
          <button type="submit" className="button main" name="intent" value="table">
            {messages.tableSave}
          </button>
        </PostForm>
      )}
      <Pager page={page} last={last} search={search} />
    </SellerLayout>
  );
}
