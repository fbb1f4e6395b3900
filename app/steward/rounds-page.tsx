import { Form } from '@remix-run/react';
import { formatDay, formatMass, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from './steward-layout.tsx';

type Round = { weekday: number; cutoffDays: number; cutoffHour: number; capacityGrams: number; stopFeeCents: number };
type Stop = {
  day: string;
  orderId: string;
  number: string;
  buyerName: string;
  address: string;
  commune: string;
  supplierName: string;
  grams: number;
};
type Page = { title: string; rounds: Round[]; stops: Stop[] };
type Refused = { error: string; values: Record<string, string> } | undefined;

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The town's rounds by weekday, and their load in the next two weeks. */
export function RoundsPage({ page, refused }: { page: Page; refused: Refused }) {
  const t = useMessages().rounds;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{t.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <section className="no-print min-w-0">
        <p className="small">{t.hint}</p>
        <div className="panel mt-3 grid gap-4">
          {weekdays.map((day) => (
            <RoundForm
              key={day}
              day={day}
              round={page.rounds.find((one) => one.weekday === day)}
              typed={refused?.values.weekday === String(day) ? refused.values : null}
            />
          ))}
        </div>
      </section>
      <section>
        <h2>{t.stops}</h2>
        {page.stops.length === 0 ? <p className="mt-2">{t.none}</p> : <Stops stops={page.stops} />}
      </section>
    </StewardLayout>
  );
}

function RoundForm({
  day,
  round,
  typed,
}: {
  day: number;
  round: Round | undefined;
  typed: Record<string, string> | null;
}) {
  const t = useMessages().rounds;
  const name = formatWeekday(day, useLocale());
  const field = (key: string, label: string, kept: number | undefined) => (
    <label className="field w-32">
      <span className="small">{label}</span>
      <input className="input" name={key} inputMode="decimal" defaultValue={typed?.[key] ?? kept ?? ''} />
    </label>
  );
  return (
    <Form method="post" className="border-b border-line pb-4 last:border-0 last:pb-0">
      <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <legend className="mb-1 font-semibold">{name}</legend>
        <input type="hidden" name="weekday" value={day} />
        {field('kilos', t.capacity, round && round.capacityGrams / 1000)}
        {field('euros', t.fee, round && round.stopFeeCents / 100)}
        {field('cutoffDays', t.cutoffDays, round?.cutoffDays ?? 1)}
        {field('cutoffHour', t.cutoffHour, round?.cutoffHour ?? 18)}
        <button type="submit" className="button quiet" name="intent" value="set" aria-label={t.fieldOf(t.save, name)}>
          {t.save}
        </button>
      </fieldset>
    </Form>
  );
}

function Stops({ stops }: { stops: Stop[] }) {
  const t = useMessages().rounds;
  const locale = useLocale();
  const days = [...Map.groupBy(stops, ({ day }) => day)];
  return (
    <div className="grid gap-4">
      {days.map(([day, own]) => (
        <div key={day}>
          <h3 className="mt-2">{formatDay(day, locale)}</h3>
          <ul className="panel rows mt-2">
            {[...Map.groupBy(own, ({ orderId }) => orderId)].map(([orderId, loads]) => (
              <li key={orderId}>
                <p>
                  <b>{loads[0]!.buyerName}</b>, {loads[0]!.address}, {loads[0]!.commune} · {loads[0]!.number}
                </p>
                <p className="small">
                  {loads.map((load) => t.stop(load.supplierName, formatMass(load.grams, locale))).join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
