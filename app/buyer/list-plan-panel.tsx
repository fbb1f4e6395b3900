// The parts of the page of a list's plan: what is missing, the plan by supplier, what its wishes cost, and the wishes as a form.

import { splitTotals } from '#app/domain/basket/pricing.ts';
import type { PlannedList, PlannedSupplier } from '#app/domain/buying/list-plan.server.ts';
import { formatDay, formatMoney, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import type { PlanFields, PlanOfList } from './list-plan-view.server.ts';

export function MissingLines({ unmet }: Pick<PlanOfList, 'unmet'>) {
  const { listPlan: t } = useMessages();
  const locale = useLocale();
  if (unmet.length === 0) return null;
  return (
    <section className="panel max-w-none">
      <h2>{t.unmet}</h2>
      <ul className="rows mt-2">
        {unmet.map(({ line, name, reason, share }) => (
          <li key={line}>
            <b>{name}</b>{' '}
            <span className="small">
              {reason ? t.reasons[reason] : t.partly(formatNumber(Math.ceil(share * 100), locale))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How sure the plan is, and how far from the best it can be. */
export function PlanCertainty({ page: { state, boundCents, aboveCents } }: { page: PlanOfList }) {
  const { listPlan: t } = useMessages();
  const locale = useLocale();
  const above = formatMoney(aboveCents, locale);
  const percent = formatNumber(boundCents ? (100 * aboveCents) / boundCents : 0, locale, 1);
  switch (state) {
    case 'waiting':
      return <>{t.state.waiting(above, percent)}</>;
    case 'unproved':
      return <>{t.state.unproved(above, percent)}</>;
    case 'stopped':
      return <>{t.state.stopped(formatMoney(boundCents ?? 0, locale))}</>;
    case 'proved':
    case 'impossible':
    case 'none':
    case 'looking':
      return <>{t.state[state]}</>;
  }
}

export function PlanExplanation({ page: { explanation, addresses } }: { page: PlanOfList }) {
  const { listPlan: t } = useMessages();
  const locale = useLocale();
  const prices = Object.entries(explanation.prices);
  return (
    <>
      {prices.length > 0 && (
        <section>
          <h2>{t.prices}</h2>
          <ul className="rows mt-2">
            {prices.map(([name, cents]) => {
              const wish = t.wishes[name as keyof typeof t.wishes];
              return <li key={name}>{cents > 0 ? t.price(wish, formatMoney(cents, locale)) : t.free(wish)}</li>;
            })}
          </ul>
        </section>
      )}
      {explanation.drops.length > 0 && (
        <section>
          <h2>{t.drops}</h2>
          <ul className="rows mt-2">
            {explanation.drops.map(({ wishes, costCents }, i) => (
              <li key={wishes.join(' ')}>
                <a href={addresses.drops[i]}>
                  {t.drop(
                    wishes.map((name) => t.wishes[name]),
                    formatMoney(costCents, locale),
                  )}
                </a>
              </li>
            ))}
            {addresses.nearest.map(([name, value, address]) => (
              <li key={name}>
                <a href={address}>
                  {name === 'budget'
                    ? t.near.budget(formatMoney(value, locale))
                    : name !== 'reused' && t.near[name](value)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export function PlannedSuppliers({ plan: { suppliers, totals, trips } }: { plan: PlannedList }) {
  const { listPlan: t } = useMessages();
  const say = usePriceText();
  const { delivery, total } = splitTotals(totals);
  return (
    <>
      {suppliers.map((supplier) => (
        <SupplierPlan key={supplier.id} supplier={supplier} />
      ))}
      <dl className="panel grid max-w-none grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        <dt>{t.trips(trips, suppliers.length)}</dt>
        <dd className="text-right">{say(delivery)}</dd>
        <dt className="font-semibold">{t.total}</dt>
        <dd className="text-right font-semibold" data-plan-total>
          {say(total)}
        </dd>
      </dl>
    </>
  );
}

function SupplierPlan({ supplier: { name, choice, arrivesOn, fee, lines } }: { supplier: PlannedSupplier }) {
  const { listPlan: t, delivery } = useMessages();
  const locale = useLocale();
  const say = usePriceText();
  return (
    <section className="panel max-w-none">
      <h2>{name}</h2>
      <ul className="rows mt-2">
        {lines.map(({ offerId, slug, name: offer, nameLang, packs, total }) => (
          <li key={offerId} className="list-line">
            <span>
              <b>{packs} × </b>
              <a href={`/offers/${slug}`} lang={nameLang}>
                {offer}
              </a>
            </span>
            <b>{say(total)}</b>
          </li>
        ))}
        <li className="list-line">
          <span>
            {delivery[choice]} · {t.arrives(formatDay(arrivesOn, locale))}
          </span>
          <span>{say(fee)}</span>
        </li>
      </ul>
    </section>
  );
}

/** The wishes stand in the address: a plan can be kept as a link, and sent. */
export function PlanWishes({ fields, seesScores }: { fields: PlanFields; seesScores: boolean }) {
  const { wish: t } = useMessages().listPlan;
  return (
    <form method="get" className="panel no-print grid max-w-none gap-3" data-key="wishes">
      <h2>{t.legend}</h2>
      <div className="grid gap-3 sm:grid-cols-3 sm:items-end">
        <Field name="by" label={t.by} type="date" defaultValue={fields.by} />
        <Field
          name="deliveries"
          label={t.deliveries}
          type="number"
          min={1}
          max={100}
          defaultValue={fields.deliveries}
        />
        <Field name="budget" label={t.budget} inputMode="decimal" maxLength={12} defaultValue={fields.budget} />
        {seesScores && (
          <>
            <Field name="share" label={t.share} type="number" min={0} max={100} defaultValue={fields.share} />
            <Field
              name="proven"
              label={t.proven}
              type="number"
              min={0}
              max={100}
              defaultValue={fields.proven || '60'}
            />
            <Field name="mean" label={t.mean} type="number" min={0} max={100} defaultValue={fields.mean} />
          </>
        )}
      </div>
      <label className="check">
        <input type="checkbox" name="reused" value="1" defaultChecked={fields.reused !== ''} />
        <span>{t.reused}</span>
      </label>
      <p>
        <button type="submit" className="button">
          {t.apply}
        </button>
      </p>
      {seesScores && <p className="small">{t.unmetOut}</p>}
    </form>
  );
}
