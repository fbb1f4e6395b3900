import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { enterMovement, typeStock } from '#app/domain/catalogue/stock.server.ts';
import { countMovements, listMovements } from '#app/domain/catalogue/stock-history.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { type MergedEdit, mergeEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, wholeNumber } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { MovementForm } from '#app/seller/movement-form.tsx';
import { MovementTable } from '#app/seller/movement-table.tsx';
import { shownStock, stockMessage } from '#app/seller/offer-edit.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { describeMovements } from '#app/seller/stock-movements.server.ts';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 50;

export const loader = supplierRouteHandler('seller/offers.$offerId.stock', (ctx, { supplier, roles }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  const page = integerParam(ctx.url.searchParams.get('page'), 1, 100_000) ?? 1;
  const last = Math.max(1, Math.ceil(countMovements(ctx, offer.id) / perPage));
  const movements = listMovements(ctx, offer.id, { limit: perPage, skip: (page - 1) * perPage });
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.stockPage.title(translated(offer.name, ctx.locale)), {
      state: page > 1 ? ctx.t.pages.of(page, last) : null,
    }),
    offer: `/supplier/${supplier.slug}/offers/${offer.id}`,
    stock: offer.stock,
    shown: openEdit({ stock: offer.stock }),
    movements: describeMovements(ctx, movements),
    page,
    last,
  };
});

const movementForm = z.object({
  kind: z.enum(['count', 'loss', 'correction'], 'choice'),
  quantity: z
    .string('whole')
    .transform((text) =>
      text
        .replace(/[\s\u202f]/g, '')
        .replace(/^\+/, '')
        .replace(/^[−–]/, '-'),
    )
    .pipe(wholeNumber(-9_999_999, 9_999_999)),
  reason: optionalText(200),
  shown: optionalText(500),
});

export const action = supplierFormAction('seller/offers.$offerId.stock', {
  schema: movementForm,
  run: (ctx, own, input, { offerId }) => inTransaction(ctx, () => enter(ctx, own, Number(offerId), input)),
});

/** A count is written as its difference to the stock that the page showed: what was sold after it stays sold. */
function enter(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  offerId: number,
  { kind, quantity, reason, shown }: z.infer<typeof movementForm>,
): FormAnswer {
  const { t } = ctx;
  const offer = getOwnOffer(ctx, supplier.id, offerId);
  const edit: MergedEdit = mergeEdit({ shown }, {});
  const { editId } = edit;
  if (kind === 'count' && quantity < 0) return invalidInput({ quantity: t.stockPage.quantityWrong });
  if (kind !== 'count' && (quantity === 0 || (kind === 'loss' && quantity < 0)))
    return invalidInput({ quantity: t.stockPage.quantityZero });
  if (kind !== 'count' && reason === '') return invalidInput({ reason: t.formErrors.reason });
  if (kind !== 'count' && offer.stock === null) return invalidInput({ kind: t.stockPage.toOrderOnly });
  const entered =
    kind === 'count'
      ? typeStock(ctx, offer.id, { kind, reason, shown: shownStock(edit, 'stock'), typed: quantity, editId })
      : enterMovement(ctx, offer.id, { kind, reason, change: kind === 'loss' ? -quantity : quantity, editId });
  if (!entered.ok) return invalidInput({ quantity: stockMessage(entered, t) });
  return goTo(`/supplier/${supplier.slug}/offers/${offer.id}/stock`, ['saved']);
}

export default function OfferStockPage() {
  const { supplier, offer, stock, shown, movements, page, last } = useLoaderData<typeof loader>();
  const { stockPage: messages } = useMessages();
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p>
        <a href={holdsSupplierRole(supplier.roles, 'sell') ? offer : `/supplier/${supplier.slug}/offers`}>
          {messages.back}
        </a>
      </p>
      <section className="panel">
        <h2>{messages.now}</h2>
        <p className="headline-price">
          <b>{stock === null ? messages.onOrder : formatNumber(stock, locale)}</b>
        </p>
      </section>
      <MovementForm shown={shown} stock={stock} />
      <section className="grid gap-3" id="movements">
        <h2>{messages.history}</h2>
        {movements.length === 0 ? (
          <p>{messages.none}</p>
        ) : (
          <>
            <MovementTable movements={movements} />
            <p>
              <a className="button quiet" href={`${offer}/stock.csv`}>
                {messages.export}
              </a>
            </p>
          </>
        )}
        <Pager page={page} last={last} search="" />
      </section>
    </SellerLayout>
  );
}
