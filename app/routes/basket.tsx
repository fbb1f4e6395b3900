import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { chooseDelivery, setQuantity, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { type StallPage, toBasketPage } from '#app/domain/basket/page.server.ts';
import { leastQuantity } from '#app/domain/catalogue/offer.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';
import { answer } from '#app/http/answer.server.ts';
import { cartRefusal } from '#app/http/basket-words.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatMoney } from '#app/i18n/format.ts';
import { Arches } from '#app/ui/arches.tsx';
import { ImpactFigures } from '#app/ui/impact-preview.tsx';
import { Stall } from '#app/ui/stall.tsx';
import { ToMarket } from '#app/ui/to-market.tsx';
import { Totals } from '#app/ui/totals.tsx';

export const handle = { js: true };
export const meta = titled;

export const loader = answer('basket', (visit, { request }) => {
  const missing = Number(new URL(request.url).searchParams.get('missing'));
  const undo = /^(\d+)x(\d+)$/.exec(new URL(request.url).searchParams.get('removed') ?? '');
  return {
    title: visit.t.basket.title,
    basket: toBasketPage(visit, viewBasket(visit, visit.basketId, visit.place)),
    place: visit.place.name,
    missing: Number.isSafeInteger(missing) && missing > 0 ? missing : 0,
    removed: undo && { offerId: Number(undo[1]), quantity: Number(undo[2]) },
  };
});

export const action = answer('basket', async (visit, { request }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const choice = deliveryChoices.find((known) => known === form.get('choice'));
  if (choice && visit.basketId) {
    chooseDelivery(visit, visit.basketId, String(form.get('supplier')), choice);
    return redirect('/basket', 303);
  }
  const offerId = Number(form.get('offer'));
  const quantity = form.has('remove') ? 0 : Number(form.get('quantity') || Number.NaN);
  const set = Number.isSafeInteger(offerId)
    ? setQuantity(visit, visit.basketId, offerId, quantity)
    : ({ ok: false, reason: 'gone' } as const);
  if (!set.ok) {
    const [offer] = findOffers(visit, [offerId]);
    const error = cartRefusal(visit.t, set.reason, offer ? leastQuantity(offer) : 1, offer?.orderStep ?? 1);
    return data({ offerId, error, typed: String(form.get('quantity') ?? '') }, { status: 422 });
  }
  const undo = quantity === 0 && set.before > 0 ? `?removed=${offerId}x${set.before}` : '';
  return redirect(`/basket${undo}`, {
    status: 303,
    headers: { 'set-cookie': basketCookie(set.basketId, visit.secure) },
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
      {basket.stalls.length === 0 ? (
        <ToMarket>
          <Arches />
          <h2>{t.basket.empty}</h2>
          <p>{t.basket.emptyHelp}</p>
        </ToMarket>
      ) : (
        <div className="split mt-6">
          <div>
            {basket.stalls.map((stall) => (
              <Stall key={stall.supplier.id} stall={stall} refused={refused ?? null} />
            ))}
          </div>
          <div className="grid gap-5">
            <div className="panel grid gap-4">
              <Totals totals={basket.totals} />
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
      {basket.stalls.length > 0 && (
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

/** Which stall holds the order up, why, and where to mend it. */
function Blocked({ basket: { stalls } }: { basket: { stalls: StallPage[] } }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <ul className="notice care grid gap-1">
      {stalls.flatMap(({ supplier, missingCents, lines }) => {
        const why = [
          ...(missingCents > 0 ? [t.basket.missing(formatMoney(missingCents, locale))] : []),
          ...(lines.some((line) => !line.enough) ? [t.basket.shortStock] : []),
        ];
        return why.map((words) => (
          <li key={supplier.slug + words}>
            <a href={`/offers?supplier=${supplier.slug}`}>{t.basket.blockedBy(supplier.name, words)}</a>
          </li>
        ));
      })}
    </ul>
  );
}
