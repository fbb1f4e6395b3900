import { useLoaderData } from '@remix-run/react';
import { listOwnOffers, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { countOffers, findOffers, type Offer, type OfferRow } from '#app/domain/catalogue/offers.server.ts';
import { typeStock } from '#app/domain/catalogue/stock.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { invalidConflicts } from '#app/http/edit-conflicts.ts';
import { type MergedEdit, mergeEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo } from '#app/http/form-answer.ts';
import { textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { lastChangeOf, shownStock, stockMessage } from '#app/seller/offer-edit.server.ts';
import { readOfferForm } from '#app/seller/offer-form.server.ts';
import { OfferList, SellingLinks } from '#app/seller/offer-list.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { CellField } from '#app/ui/cell-field.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const perPage = 50;

export const loader = supplierRouteHandler('seller/offers._index', (ctx, { supplier, roles }) => {
  const { searchParams } = ctx.url;
  const archived = searchParams.has('archived');
  const text = (searchParams.get('q') ?? '').slice(0, 100);
  const page = integerParam(searchParams.get('page'), 1, 100_000) ?? 1;
  const { rows, total } = listOwnOffers(ctx, supplier.id, { archived, text, page, perPage });
  const last = Math.max(1, Math.ceil(total / perPage));
  const kept = { ...tableValues(ctx, rows, 'price'), ...tableValues(ctx, rows, 'stock') };
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.offerEditor.title, {
      count: total,
      state: page > 1 ? ctx.t.pages.of(page, last) : null,
    }),
    counts: countOffers(ctx, supplier.id),
    archived,
    text,
    page,
    last,
    search: new URLSearchParams({ ...(archived ? { archived: '1' } : {}), ...(text ? { q: text } : {}) }).toString(),
    kept,
    shown: openEdit(kept),
    rows: rows.map((offer) => ({
      id: offer.id,
      name: translated(offer.name, ctx.locale),
      status: offer.status,
      onQuote: offer.onQuote,
      sku: offer.sku === offer.slug ? null : offer.sku,
      stock: offer.stock,
    })),
  };
});

export const action = supplierFormAction('seller/offers._index', { table: { schema: textFields, run: saveTable } });

/**
 * Saves the valid rows, each as the differences to what it showed; the others keep what was typed, with the reason
 * beside it, or with the price that another person saved.
 */
function saveTable(ctx: RequestContext, { supplier }: OwnSupplier, values: Record<string, string>): FormAnswer {
  return inTransaction(ctx, () => {
    const offers = postedOffers(ctx, supplier.id, values);
    const edit = mergeEdit(values, tableValues(ctx, offers, 'price'));
    const errors: Record<string, string> = {};
    let changed = 0;
    for (const offer of offers) {
      if (edit.conflicts.has(`price_${offer.id}`)) continue;
      const row = saveRow(ctx, supplier, offer, edit);
      if (row.ok) changed += row.changed ? 1 : 0;
      else errors[`${row.column}_${offer.id}`] = row.error;
    }
    const refusedRows = Object.keys(errors).length + edit.conflicts.size;
    if (refusedRows === 0)
      return goTo(`/supplier/${supplier.slug}/offers${ctx.url.search}`, ['offers.changed', changed]);
    const both = invalidConflicts(ctx, edit.conflicts, {
      lastChange: (field) => lastChangeOf(ctx, Number(field.slice('price_'.length)), 'price'),
    });
    const waiting = new Set([...Object.keys(errors), ...edit.conflicts.keys()].map(idIn));
    return {
      ...both,
      errors: { ...both.errors, ...errors },
      message: ctx.t.offerEditor.tableRefused(refusedRows),
      status: edit.conflicts.size > 0 ? 409 : 422,
      corrected: savedRows(
        ctx,
        supplier.id,
        offers.filter(({ id }) => !waiting.has(id)),
        edit,
      ),
    };
  });
}

/** The offers of the rows, a page of them at most. Throws NotFound if one is another supplier's. */
function postedOffers(ctx: RequestContext, supplierId: string, values: Record<string, string>): Offer[] {
  const ids = Object.keys(values).flatMap((name) => (name.startsWith('price_') ? (idIn(name) ?? []) : []));
  const offers = findOffers(ctx, ids.slice(0, perPage));
  if (offers.length < Math.min(ids.length, perPage) || offers.some((offer) => offer.supplierId !== supplierId))
    throw new NotFound('an offer of the table');
  return offers;
}

function idIn(name: string): number | null {
  const id = /^(?:price|stock)_(\d{1,15})$/.exec(name)?.[1];
  return id === undefined ? null : Number(id);
}

function saveRow(
  ctx: RequestContext,
  { vatRegime }: Supplier,
  offer: Offer,
  edit: MergedEdit,
): Result<{ changed: boolean }, { column: 'price' | 'stock'; error: string }> {
  const textOf = (column: 'price' | 'stock') => {
    const typed = findOwnValue(edit.values, `${column}_${offer.id}`);
    return typeof typed === 'string' ? typed : '';
  };
  const read = readOfferForm(ctx, { price: textOf('price'), stock: textOf('stock') }, asDraft(offer), vatRegime);
  if (!read.ok) {
    const [column, error] = Object.entries(read.errors)[0]!;
    return { ok: false, column: column === 'stock' ? 'stock' : 'price', error };
  }
  const stock = typeStock(ctx, offer.id, {
    kind: 'correction',
    shown: shownStock(edit, `stock_${offer.id}`),
    typed: read.draft.stock,
    editId: edit.editId,
  });
  if (!stock.ok) return { ok: false, column: 'stock', error: stockMessage(stock, ctx.t) };
  const names = updateOffer(ctx, offer, { priceCents: read.draft.priceCents }, 'table');
  return done({ changed: stock.changed || names.length > 0 });
}

/** The saved rows of a table that comes back, as they are now: they are the originals of what is typed next. */
function savedRows(
  ctx: RequestContext,
  supplierId: string,
  saved: readonly Offer[],
  { shown }: MergedEdit,
): Record<string, string> {
  const now = findOffers(
    ctx,
    saved.map(({ id }) => id),
  ).filter((offer) => offer.supplierId === supplierId);
  const fields = { ...tableValues(ctx, now, 'price'), ...tableValues(ctx, now, 'stock') };
  return { ...fields, shown: openEdit({ ...Object.fromEntries(shown), ...fields }) };
}

/** One column of the table as it shows it, by field. */
function tableValues(
  { locale }: Pick<RequestContext, 'locale'>,
  offers: readonly OfferRow[],
  column: 'price' | 'stock',
): Record<string, string> {
  const textOf = ({ priceCents, stock }: OfferRow) =>
    column === 'price' ? formatDecimal((priceCents / 100).toFixed(2), locale) : String(stock ?? '');
  return Object.fromEntries(offers.map((offer) => [`${column}_${offer.id}`, textOf(offer)]));
}

export default function Offers() {
  const { supplier, counts, archived, text, page, last, search, kept, shown, rows } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.offerEditor;
  const base = `/supplier/${supplier.slug}/offers`;
  const sells = holdsSupplierRole(supplier.roles, 'sell');
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.count(counts.live, counts.draft)}</p>
      <div className="flex flex-wrap gap-3">
        {sells && <SellingLinks slug={supplier.slug} />}
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
      ) : !sells ? (
        <OfferList rows={rows} base={base} counts={holdsSupplierRole(supplier.roles, 'prepare')} />
      ) : (
        <PostForm intents={['table']} kept={kept} shown={shown} className="panel grid gap-4">
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
                <td className="sm:whitespace-nowrap">{messages.statuses[row.status]}</td>
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
                  <a className="small ml-2" href={`${base}/${row.id}/stock`}>
                    {t.stockPage.history}
                    <span className="sr-only">
                      {t.colon}
                      {row.name}
                    </span>
                  </a>
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
