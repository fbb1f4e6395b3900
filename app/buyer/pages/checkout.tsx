import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CheckoutFields, keptValues } from '#app/buyer/checkout-fields.tsx';
import { type CheckoutForm, checkoutForm } from '#app/buyer/checkout-form.ts';
import { payOrder } from '#app/buyer/order-actions.server.ts';
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
import { findOrderOfBasket } from '#app/domain/orders/orders.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/checkout', (ctx) => {
  const basket = toBasketPage(ctx, viewBasket(ctx, ctx.basketId, ctx.place, false));
  if (basket.suppliers.length === 0 || basket.blocked) throw redirect('/basket', 303);
  return {
    title: ctx.t.checkout.title,
    basket,
    organisations: listOwnOrganisations(ctx),
    user: requireUser(ctx),
    communes: ctx.town.communes.map(({ insee, name, postcode }) => ({ insee, name, postcode })),
    consumer: ctx.audience === 'consumer',
    credit: ctx.services.env.bankIban ? bestCredit(ctx) : 0,
  };
});

export const action = formAction('buyer/checkout', { schema: checkoutForm, run: order });

async function order(ctx: RequestContext, form: CheckoutForm): Promise<FormAnswer> {
  const onAccount = form.how === 'account';
  if (onAccount && !(ctx.services.env.bankIban && canOrderOnAccount(ctx, form.organisation, form.total)))
    return invalidForm(ctx.t.receivables.checkout.credit);
  const { lat, lon, insee } = form.insee;
  const placed = placeOrder(ctx, {
    basketId: ctx.basketId ?? '',
    organisationId: form.organisation || null,
    buyerName: requireUser(ctx).name,
    contact: { name: form.name, email: form.email, phone: form.phone },
    place: { lat, lon, insee, address: form.address },
    note: form.note,
    displacement: form.displacement,
    shownTotalCents: form.total,
  });
  if (!placed.ok) return refuse(ctx, placed);
  return onAccount ? takeOnAccount(ctx, placed.orderId) : payOrder(ctx, placed.orderId);
}

function takeOnAccount(ctx: RequestContext, orderId: string): FormAnswer {
  const taken = orderOnAccount(ctx, orderId);
  return goTo(`/orders/${orderId}`, taken.ok ? null : onAccountRefusals[taken.reason]);
}

const onAccountRefusals: Record<OnAccountRefusal['reason'], Flash> = {
  'not-now': ['order.not-now'],
  credit: ['order.credit'],
  overdue: ['order.overdue'],
};

/**
 * A changed price is confirmed here; stock and minimums are corrected in the basket, which shows the reason. An empty
 * basket after a double click means that the first click placed the order, so the buyer is redirected to it.
 */
function refuse(ctx: RequestContext, refusal: PlaceRefusal): FormAnswer {
  if (refusal.reason === 'price-changed')
    return invalidForm(ctx.t.checkout.priceChanged(formatMoney(refusal.totalCents, ctx.locale)), 409);
  if (refusal.reason === 'round-full') return invalidForm(ctx.t.rounds.full, 409);
  const placed = refusal.reason === 'empty' && findOrderOfBasket(ctx, ctx.basketId ?? '');
  return goTo(placed ? `/orders/${placed}` : '/basket');
}

export default function CheckoutPage() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const { basket, consumer } = page;
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/basket">{t.checkout.toBasket}</a>
      </p>
      <h1 className="mt-2">{t.checkout.title}</h1>
      <PostForm kept={keptValues(page)} className="mt-6 grid gap-5">
        <div className="split">
          <div className="grid gap-7">
            <CheckoutFields page={page} />
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
            <CheckField name="terms" value="yes" label={t.checkout.terms} optional={false} />
            <a className="small" href="/legal">
              {t.checkout.termsLink}
            </a>
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
        </div>
      </PostForm>
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
