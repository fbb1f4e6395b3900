import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { BasketStatus } from '#app/buyer/basket-status.tsx';
import { BlockedList } from '#app/buyer/blocked-list.tsx';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { chosenPayer } from '#app/buyer/payers.server.ts';
import { PlanChoice } from '#app/buyer/plan-choice.tsx';
import { SupplierBasketPanel } from '#app/buyer/supplier-basket.tsx';
import { listBuyingOrganisations } from '#app/domain/accounts/memberships.server.ts';
import { choosePlan, hashPlans, type PlanKind, planBasket, planKinds } from '#app/domain/basket/basket-plans.server.ts';
import { toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { chooseDelivery, setQuantity, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { type BookedTime, maxTimeLength, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { priceReading } from '#app/domain/scoring/audience.ts';
import { basisOf } from '#app/domain/shared/price.ts';
import { type DeliveryChoice, deliveryChoices } from '#app/domain/suppliers/supplier.ts';
import { basketRefusal } from '#app/http/basket-refusal.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { type Flash, flashParameters } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, rowId, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Arches } from '#app/ui/arches.tsx';
import { ImpactFigures } from '#app/ui/impact-figures.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { usePriceReading } from '#app/ui/price-amounts.tsx';
import { useSeesPlaces } from '#app/ui/root-data.ts';

export const meta = pageMeta;

export const loader = routeHandler('buyer/basket', (ctx) => {
  const [offerId, quantity, time] = flashParameters(ctx, 'basket.removed') ?? [];
  const view = viewBasket(ctx, ctx.basketId, ctx.place, true, basisOf(priceReading(ctx.audience)));
  const basket = toBasketPage(ctx, view);
  const plans = planBasket(ctx, view, ctx.place);
  const count = basket.suppliers.reduce((lines, part) => lines + part.lines.length, 0);
  return {
    title: pageTitle(ctx.t.basket.title, { count }),
    basket,
    plans,
    plansHash: hashPlans(plans),
    place: ctx.place.name,
    payer: payerOf(ctx),
    removed: offerId && quantity ? { offerId, quantity, time: time ?? '' } : null,
  };
});

/** The organisation that would pay, with the number that tells it from another one of its name; null for the person. */
function payerOf(ctx: RequestContext): { name: string; number: string | null } | null {
  const chosen = chosenPayer(ctx);
  const organisation = listBuyingOrganisations(ctx).find(({ id }) => id === chosen);
  if (!organisation) return null;
  const { name, siret, rna } = organisation;
  const { siretIs, rnaIs } = ctx.t.account;
  const number = siret ? siretIs(siret) : rna && rnaIs(rna);
  return { name, number: number || null };
}

const offer = wholeNumber(1, Number.MAX_SAFE_INTEGER);
/** Of a line that is booked for one; null for a text that is none. */
const time = optionalText(maxTimeLength).transform(readTime);

export const action = formAction('buyer/basket', {
  set: { schema: z.object({ offer, time, quantity: wholeNumber(0, 9999, 'quantity') }), run: changeQuantity },
  restore: { schema: z.object({ offer, time, quantity: wholeNumber(1, 9999, 'quantity') }), run: restore },
  remove: { schema: z.object({ offer, time }), run: (ctx, line) => changeQuantity(ctx, { ...line, quantity: 0 }) },
  deliver: { schema: z.object({ supplier: rowId, choice: z.enum(deliveryChoices, 'choice') }), run: deliver },
  /** No plan: it stays as it is arranged by supplier. */
  plan: {
    schema: z.object({ plan: z.enum(planKinds, 'choice').or(z.literal('')), plans: optionalText(40) }),
    run: takePlan,
  },
});

type ChangedLine = { offer: number; time: BookedTime | null; quantity: number };

function changeQuantity(ctx: RequestContext, line: ChangedLine): FormAnswer {
  const set = setQuantity(ctx, ctx.basketId, line.offer, line.quantity, line.time);
  if (!set.ok) {
    if (set.reason === 'gone') return goTo('/basket', ['basket.gone']);
    const [own] = findOffers(ctx, [line.offer]);
    const error = basketRefusal(ctx.t, set.reason, own ? minimumQuantity(own) : 1, own?.orderStep ?? 1);
    return invalidInput({ quantity: error });
  }
  const removed = line.quantity === 0 && set.before > 0;
  const cookies = [basketCookie(set.basketId, ctx.secure)];
  const undo: Flash = ['basket.removed', line.offer, set.before, line.time ? writeTime(line.time) : ''];
  return goTo('/basket', removed ? undo : null, cookies);
}

/** Undoes a removal; the form is gone after it, so that a refusal travels too. */
function restore(ctx: RequestContext, line: ChangedLine): FormRedirect {
  const set = setQuantity(ctx, ctx.basketId, line.offer, line.quantity, line.time);
  if (!set.ok) return goTo('/basket', ['basket.not-restored']);
  return goTo('/basket', null, [basketCookie(set.basketId, ctx.secure)]);
}

function deliver(
  ctx: RequestContext,
  { supplier, choice }: { supplier: string; choice: DeliveryChoice },
): FormRedirect {
  if (ctx.basketId) chooseDelivery(ctx, ctx.basketId, supplier, choice);
  return goTo('/basket');
}

function takePlan(ctx: RequestContext, { plan, plans }: { plan: PlanKind | ''; plans: string }): FormRedirect {
  if (!ctx.basketId || plan === '') return goTo('/basket');
  const wish = { kind: plan, shown: plans, to: ctx.place, basis: basisOf(priceReading(ctx.audience)) };
  return goTo('/basket', choosePlan(ctx, ctx.basketId, wish).ok ? null : ['basket.plans-changed']);
}

export default function BasketPage() {
  const { basket, plans, plansHash, place, payer, removed } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const reading = usePriceReading();
  const places = useSeesPlaces();
  return (
    <div className="wrap section" data-basket>
      <h1>{t.basket.title}</h1>
      <BasketStatus suppliers={basket.suppliers} totalCents={basket.totals.totalCents} />
      {removed && (
        <PostForm
          intents={['restore']}
          hiddenFields={{ offer: removed.offerId, time: removed.time, quantity: removed.quantity }}
          action="/basket"
          className="mt-4"
        >
          <button type="submit" className="button quiet" name="intent" value="restore">
            {t.undo}
          </button>
        </PostForm>
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
            {plans.length > 0 && <PlanChoice plans={plans} hash={plansHash} />}
            {basket.suppliers.map((part) => (
              <SupplierBasketPanel
                key={part.supplier.id}
                basket={part}
                planned={plans.length > 0 ? { isChosen: plans.some(({ isChosen }) => isChosen) } : null}
              />
            ))}
          </div>
          <div className="grid gap-5">
            <div className="panel grid gap-4">
              {payer && (
                <p>
                  {[t.basket.payer, payer.name].join(t.colon)}
                  {payer.number && <span className="small block">{payer.number}</span>}
                </p>
              )}
              <OrderTotals totals={basket.totals} reading={reading} />
              {basket.depositCents > 0 && (
                <p className="small">{t.basket.deposits(formatMoney(basket.depositCents, locale))}</p>
              )}
              {basket.blocked ? (
                <BlockedList suppliers={basket.suppliers} basis={basisOf(reading)} />
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
                {places && (
                  <>
                    {t.basket.place(place)} <a href="/place?to=/basket">{t.audience.switchTo}</a>
                  </>
                )}
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
      <script type="module" src="/basket.js" />
    </div>
  );
}
