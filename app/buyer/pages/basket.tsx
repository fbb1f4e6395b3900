import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { SupplierBasketPanel } from '#app/buyer/supplier-basket.tsx';
import { type SupplierBasketView, toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { chooseDelivery, setQuantity, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';
import { basketRefusal } from '#app/http/basket-refusal.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { readForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Arches } from '#app/ui/arches.tsx';
import { ImpactFigures } from '#app/ui/impact-preview.tsx';

export const handle = { js: true };
export const meta = pageMeta;

export const loader = routeHandler('buyer/basket', (ctx, { request }) => {
  const missing = Number(new URL(request.url).searchParams.get('missing'));
  const undo = /^(\d+)x(\d+)$/.exec(new URL(request.url).searchParams.get('removed') ?? '');
  return {
    title: ctx.t.basket.title,
    basket: toBasketPage(ctx, viewBasket(ctx, ctx.basketId, ctx.place)),
    place: ctx.place.name,
    missing: Number.isSafeInteger(missing) && missing > 0 ? missing : 0,
    removed: undo && { offerId: Number(undo[1]), quantity: Number(undo[2]) },
  };
});

export const action = routeHandler('buyer/basket', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const choice = deliveryChoices.find((known) => known === form.get('choice'));
  if (choice && ctx.basketId) {
    chooseDelivery(ctx, ctx.basketId, String(form.get('supplier')), choice);
    return redirect('/basket', 303);
  }
  const offerId = Number(form.get('offer'));
  const quantity = form.has('remove') ? 0 : Number(form.get('quantity') || Number.NaN);
  const set = Number.isSafeInteger(offerId)
    ? setQuantity(ctx, ctx.basketId, offerId, quantity)
    : ({ ok: false, reason: 'gone' } as const);
  if (!set.ok) {
    const [offer] = findOffers(ctx, [offerId]);
    const error = basketRefusal(ctx.t, set.reason, offer ? minimumQuantity(offer) : 1, offer?.orderStep ?? 1);
    return data({ offerId, error, typed: String(form.get('quantity') ?? '') }, { status: 422 });
  }
  const undo = quantity === 0 && set.before > 0 ? `?removed=${offerId}x${set.before}` : '';
  return redirect(`/basket${undo}`, {
    status: 303,
    headers: { 'set-cookie': basketCookie(set.basketId, ctx.secure) },
  });
});

export default function Basket() {
  const { basket, place, removed, missing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="wrap section" aria-busy={busy}>
      <h1>{t.basket.title}</h1>
      {missing > 0 && <p className="notice care mt-4">{t.order.againSome(missing)}</p>}
      {removed && (
        <Form
          discover="none"
          method="post"
          action="/basket"
          className="notice mt-4 flex flex-wrap items-center gap-4"
          role="status"
        >
          {t.basket.removed}
          <input type="hidden" name="offer" value={removed.offerId} />
          <button type="submit" className="button quiet" name="quantity" value={removed.quantity}>
            {t.undo}
          </button>
        </Form>
      )}
      {basket.suppliers.length === 0 ? (
        <EmptyPanel>
          <Arches />
          <h2>{t.basket.empty}</h2>
          <p>{t.basket.emptyHelp}</p>
        </EmptyPanel>
      ) : (
        <div className="split mt-6">
          <div>
            {basket.suppliers.map((part) => (
              <SupplierBasketPanel key={part.supplier.id} basket={part} refused={refused ?? null} />
            ))}
          </div>
          <div className="grid gap-5">
            <div className="panel grid gap-4">
              <OrderTotals totals={basket.totals} />
              {basket.depositCents > 0 && (
                <p className="small">{t.basket.deposits(formatMoney(basket.depositCents, locale))}</p>
              )}
              {basket.blocked ? (
                <Blocked basket={basket} />
              ) : (
                <a className="button main" href="/checkout">
                  {t.basket.checkout}
                </a>
              )}
            </div>
            <div className="panel grid gap-3">
              <h2>{t.basket.impact}</h2>
              <ImpactFigures impact={basket.impact} />
              <p className="small">
                {t.basket.impactNote(basket.impact.delta ? basket.impact.linesWithoutReference : 0)}{' '}
                {t.basket.place(place)} <a href="/place?to=/basket">{t.audience.switchTo}</a>
              </p>
            </div>
          </div>
        </div>
      )}
      {basket.suppliers.length > 0 && (
        <div className="total-bar">
          <span>
            {t.basket.total} <b>{formatMoney(basket.totals.totalCents, locale)}</b>
          </span>
          {!basket.blocked && (
            <a className="button main" href="/checkout">
              {t.basket.checkout}
            </a>
          )}
        </div>
      )}
    </div>
  );
}

/** Names the suppliers that block the order, with the reason and a link to the place to fix it. */
function Blocked({ basket: { suppliers } }: { basket: { suppliers: SupplierBasketView[] } }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <ul className="notice care grid gap-1">
      {suppliers.flatMap(({ supplier, missingCents, lines }) => {
        const why = [
          ...(missingCents > 0 ? [t.basket.missing(formatMoney(missingCents, locale))] : []),
          ...(lines.some((line) => !line.enough) ? [t.basket.shortStock] : []),
        ];
        return why.map((text) => (
          <li key={supplier.slug + text}>
            <a href={`/offers?supplier=${supplier.slug}`}>{t.basket.blockedBy(supplier.name, text)}</a>
          </li>
        ));
      })}
    </ul>
  );
}
