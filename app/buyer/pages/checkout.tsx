import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CheckoutFields } from '#app/buyer/checkout-fields.tsx';
import { checkoutForm, displacementAnswers } from '#app/buyer/checkout-form.ts';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { type SupplierBasketView, toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { viewBasket } from '#app/domain/basket/baskets.server.ts';
import {
  bestCredit,
  canOrderOnAccount,
  type OnAccountRefusal,
  orderOnAccount,
} from '#app/domain/checkout/on-account.server.ts';
import { type PlaceRefusal, placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { findOrderOfBasket, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { communes, findCommune } from '#app/domain/shared/town.ts';
import { type Flash, flashCookie } from '#app/http/flash.ts';
import { type FormErrors, parseForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/checkout', (ctx) => {
  const basket = toBasketPage(ctx, viewBasket(ctx, ctx.basketId, ctx.place, false));
  if (basket.suppliers.length === 0 || basket.blocked) throw redirect('/basket', 303);
  return {
    title: ctx.t.checkout.title,
    basket,
    organisations: listOwnOrganisations(ctx),
    user: ctx.user!,
    communes: communes.map(({ insee, name, postcode }) => ({ insee, name, postcode })),
    consumer: ctx.audience === 'consumer',
    credit: ctx.services.env.bankIban ? bestCredit(ctx) : 0,
  };
});

export const action = routeHandler('buyer/checkout', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await parseForm(request, checkoutForm);
  if (!form.ok) return data({ errors: form.errors as FormErrors, values: form.values, refusal: null }, { status: 422 });
  const onAccount = form.values.how === 'account';
  if (onAccount && !(ctx.services.env.bankIban && canOrderOnAccount(ctx, form.data.organisation, form.data.total))) {
    const sentence = ctx.t.receivables.checkout.credit;
    return data({ errors: {} as FormErrors, values: form.values, refusal: sentence }, { status: 422 });
  }
  const commune = findCommune(form.data.insee)!;
  const placed = placeOrder(ctx, {
    basketId: ctx.basketId ?? '',
    organisationId: form.data.organisation || null,
    buyerName: ctx.user!.name,
    contact: { name: form.data.name, email: form.data.email, phone: form.data.phone },
    place: { lat: commune.lat, lon: commune.lon, insee: commune.insee, address: form.data.address },
    note: form.data.note,
    displacement: displacementAnswers(form.values),
    shownTotalCents: form.data.total,
  });
  if (!placed.ok) return refuse(ctx, placed, form.values);
  if (onAccount) {
    const taken = orderOnAccount(ctx, placed.orderId);
    return seeOrder(ctx, placed.orderId, taken.ok ? null : onAccountRefusals[taken.reason]);
  }
  try {
    const payment = await startPayment(
      ctx,
      getOwnOrder(ctx, placed.orderId),
      ctx.services.env.origin,
      ctx.t.checkout.deliveryBy,
    );
    return redirect(payment.ok ? payment.url : `/orders/${placed.orderId}`, 303);
  } catch (error) {
    ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'payment could not start');
    return seeOrder(ctx, placed.orderId, ['order.payment-down']);
  }
});

const onAccountRefusals: Record<OnAccountRefusal['reason'], Flash> = {
  'not-now': ['order.not-now'],
  credit: ['order.credit'],
  overdue: ['order.overdue'],
};

function seeOrder({ secure }: RequestContext, orderId: string, flash: Flash | null) {
  const headers = new Headers(flash ? { 'set-cookie': flashCookie(flash, secure) } : {});
  return redirect(`/orders/${orderId}`, { status: 303, headers });
}

/**
 * A changed price is confirmed here; stock and minimums are corrected in the basket, which shows the reason. An empty
 * basket after a double click means that the first click placed the order, so the buyer is redirected to it.
 */
function refuse(ctx: RequestContext, refusal: PlaceRefusal, values: Record<string, string>) {
  if (refusal.reason === 'price-changed') {
    const sentence = ctx.t.checkout.priceChanged(formatMoney(refusal.totalCents, ctx.locale));
    return data({ errors: {} as FormErrors, values, refusal: sentence }, { status: 409 });
  }
  if (refusal.reason === 'round-full')
    return data({ errors: {} as FormErrors, values, refusal: ctx.t.rounds.full }, { status: 409 });
  const placed = refusal.reason === 'empty' && findOrderOfBasket(ctx, ctx.basketId ?? '');
  return redirect(placed ? `/orders/${placed}` : '/basket', 303);
}

export default function Checkout() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  const { basket, consumer } = page;
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/basket">{t.checkout.toBasket}</a>
      </p>
      <h1 className="mt-2">{t.checkout.title}</h1>
      {refused?.refusal && (
        <p className="notice care mt-4" role="alert">
          {refused.refusal}
        </p>
      )}
      <Form method="post" className="split mt-6">
        <div className="grid gap-7">
          <CheckoutFields page={page} errors={refused?.errors ?? {}} values={refused?.values ?? {}} />
        </div>
        <div className="panel grid gap-4">
          <h2>{t.checkout.recap}</h2>
          {basket.suppliers.map((part) => (
            <div key={part.supplier.id}>
              <h3>{part.supplier.name}</h3>
              <ul className="small">
                {part.lines.map((line) => (
                  <li key={line.offerId} className="flex justify-between gap-3">
                    <span>
                      {line.quantity} × {line.name}
                    </span>
                    <span className="whitespace-nowrap">
                      {formatMoney(line.htCents, locale)} {t.ht}
                    </span>
                  </li>
                ))}
                <Delivery basket={part} />
              </ul>
            </div>
          ))}
          <OrderTotals totals={basket.totals} />
          <input type="hidden" name="total" value={basket.totals.totalCents} />
          {consumer && <p className="notice small">{t.checkout.guarantee}</p>}
          <div className="field">
            <label className="check">
              <input
                type="checkbox"
                name="terms"
                value="yes"
                aria-describedby={refused?.errors.terms ? 'terms-error' : undefined}
              />
              {t.checkout.terms}
            </label>
            <a className="small" href="/legal">
              {t.checkout.termsLink}
            </a>
            {refused?.errors.terms && (
              <span className="error" id="terms-error">
                {t.checkout.errors.terms}
              </span>
            )}
          </div>
          <button type="submit" className="button main">
            {t.checkout.pay(formatMoney(basket.totals.totalCents, locale))}
          </button>
          <p className="small">{t.checkout.next}</p>
          {page.credit >= basket.totals.totalCents && (
            <>
              <button type="submit" className="button" name="how" value="account">
                {t.receivables.checkout.order(formatMoney(basket.totals.totalCents, locale))}
              </button>
              <p className="small">{t.receivables.checkout.lead(formatMoney(page.credit, locale))}</p>
            </>
          )}
        </div>
      </Form>
    </div>
  );
}

function Delivery({ basket: part }: { basket: SupplierBasketView }) {
  const t = useMessages();
  const locale = useLocale();
  const { feeCents, arrivesOn } = part.options.find((option) => option.choice === part.choice)!;
  return (
    <li className="flex justify-between gap-3">
      <span>
        {t.delivery[part.choice]}, {formatDay(arrivesOn, locale)}
      </span>
      <span className="whitespace-nowrap">
        {feeCents > 0 ? `${formatMoney(feeCents, locale)} ${t.ht}` : t.basket.free}
      </span>
    </li>
  );
}
