// How a whole basket comes, in one decision: one radio for each plan, with what every part gets by it.
import type { BasketPlan } from '#app/domain/basket/basket-plans.server.ts';
import { quarterHourMeters } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDay, formatDistance, formatMass, formatMinutes, formatNumber } from '#app/i18n/format.ts';
import { formatHours } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { PostForm } from '#app/ui/post-form.tsx';
import { usePriceText } from '#app/ui/price-amounts.tsx';
import { useSeesPlaces } from '#app/ui/root-data.ts';

/** `hash`: the plans of this page (`hashPlans`). */
export function PlanChoice({ plans, hash }: { plans: readonly BasketPlan[]; hash: string }) {
  const { plans: t } = useMessages();
  const isSingle = !plans.some(({ isChosen }) => isChosen);
  return (
    <section className="panel mb-6 grid gap-3" data-key="plans">
      <PostForm intents={['plan']} hiddenFields={{ plans: hash }} action="/basket" className="grid gap-3">
        <fieldset className="plans">
          <legend>
            <h2>{t.title}</h2>
          </legend>
          <p className="small">{t.lead}</p>
          {isSingle && (
            <label className="plan" data-key="single">
              <input type="radio" name="plan" value="" defaultChecked id="plan-single" />
              <span>
                <b>{t.single}</b>
              </span>
            </label>
          )}
          {plans.map((plan) => (
            <PlanOption key={plan.kinds[0]} plan={plan} />
          ))}
        </fieldset>
        <button type="submit" className="button justify-self-start" name="intent" value="plan">
          {t.take}
        </button>
      </PostForm>
    </section>
  );
}

function PlanOption({ plan }: { plan: BasketPlan }) {
  const messages = useMessages();
  const { plans: t } = messages;
  const locale = useLocale();
  const price = usePriceText();
  const places = useSeesPlaces();
  const { kinds, parts, trips, gramsCo2, kilogramKilometers, isChosen } = plan;
  const id = `plan-${kinds[0]}`;
  return (
    <div className="plan" data-key={kinds[0]}>
      <input type="radio" name="plan" value={kinds[0]} id={id} defaultChecked={isChosen} />
      <div>
        <label htmlFor={id}>
          <b>{t.both(kinds.map((kind) => t.kinds[kind]))}</b>
          <span className="block">
            {describeDays(parts, messages, locale)} · {t.trips(trips)} ·{' '}
            <b>{plan.price.netCents > 0 ? price(plan.price) : t.free}</b>
          </span>
        </label>
        {plan.route && (
          <p className="small">
            {describeRoute(plan, messages, locale)} {places && t.estimated}
          </p>
        )}
        {places && (
          <p className="small">{t.transport(formatNumber(kilogramKilometers, locale), formatMass(gramsCo2, locale))}</p>
        )}
        <details>
          <summary className="small">{t.parts}</summary>
          <ul className="small">
            {parts.map(({ supplierId, supplierName, choice, day, hours, fee }) => (
              <li key={supplierId}>
                {supplierName}
                {messages.colon}
                {messages.delivery[choice]}, {[formatDay(day, locale), describeSpans(hours, messages)].join(' ').trim()}
                {fee.netCents > 0 && `, ${price(fee)}`}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  );
}

function describeSpans(hours: readonly string[], messages: Messages): string {
  return hours.map((span) => formatHours(span, messages)).join(', ');
}

function describeDays(parts: BasketPlan['parts'], messages: Messages, locale: Locale): string {
  const { plans: t } = messages;
  const days = parts.map(({ day }) => day).sort();
  const [first, last] = [formatDay(days[0]!, locale), formatDay(days.at(-1)!, locale)];
  if (first !== last) return t.between(first, last);
  const spans = new Set(parts.map(({ hours }) => hours.join()));
  const same = parts.every(({ hours }) => hours.length === 1) && spans.size === 1 ? parts[0]!.hours[0]! : '';
  return [t.on(first), formatHours(same, messages)].filter(Boolean).join(' ');
}

/** The stops in their order; the minutes are those of a bicycle at the speed of the quarter-hour. */
function describeRoute({ route, parts }: BasketPlan, { plans: t }: Messages, locale: Locale): string {
  const { meters, stops } = route!;
  const byId = new Map(parts.map((part) => [part.supplierId, part]));
  const isByHand = parts.some(({ choice }) => choice === 'pickup-foot');
  const distance = formatDistance(meters, locale);
  const minutes = formatMinutes(Math.max(1, Math.round((15 * meters) / quarterHourMeters.bicycle)), locale);
  const way = isByHand ? t.byHand(distance, minutes) : t.byCar(distance);
  return `${t.order(stops.map((id) => byId.get(id)?.supplierName ?? '').join(', '))} ${way}.`;
}
