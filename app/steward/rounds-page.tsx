import { formatDay, formatMass, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { KeptValues } from '#app/ui/refused-form.ts';
import { StewardLayout } from './steward-layout.tsx';

type Round = { day: number; kept: KeptValues; shown: string };
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

/** The town's rounds by weekday, and their load in the next two weeks. */
export function RoundsPage({ page }: { page: Page }) {
  const t = useMessages().rounds;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{t.lead}</p>
      <div className="no-print min-w-0">
        <p className="small">{t.hint}</p>
        <div className="panel mt-3 grid gap-4">
          {page.rounds.map((round) => (
            <RoundForm key={round.day} {...round} />
          ))}
        </div>
      </div>
      <section>
        <h2>{t.stops}</h2>
        {page.stops.length === 0 ? <p className="mt-2">{t.none}</p> : <Stops stops={page.stops} />}
      </section>
    </StewardLayout>
  );
}

function RoundForm({ day, kept, shown }: Round) {
  const t = useMessages().rounds;
  const name = formatWeekday(day, useLocale());
  const fields = [
    ['kilos', t.capacity],
    ['euros', t.fee],
    ['cutoffDays', t.cutoffDays],
    ['cutoffHour', t.cutoffHour],
    ['hours', t.hours],
  ] as const;
  return (
    <PostForm
      intents={['set']}
      hiddenFields={{ weekday: day }}
      kept={kept}
      shown={shown}
      className="border-b border-line pb-4 last:border-0 last:pb-0"
    >
      <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <legend className="mb-1 font-semibold">{name}</legend>
        {fields.map(([field, label]) => (
          <div key={field} className="w-32">
            <Field
              id={`${field}-${day}`}
              name={field}
              label={label}
              {...(field !== 'hours' && { inputMode: 'decimal' })}
              optional={false}
            />
          </div>
        ))}
        <button type="submit" className="button quiet" name="intent" value="set" aria-label={t.fieldOf(t.save, name)}>
          {t.save}
        </button>
      </fieldset>
    </PostForm>
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
