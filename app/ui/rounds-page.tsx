import { Form } from '@remix-run/react';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDay, formatMass, formatWeekday } from '#app/i18n/format.ts';
import { DataTable } from './data-table.tsx';
import { StewardDesk } from './steward-nav.tsx';

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

/** The town's rounds by weekday, and where they go in the two weeks to come. */
export function RoundsPage({ page, refused }: { page: Page; refused: Refused }) {
  const t = useMessages().rounds;
  const { weekday, cutoff, capacity, fee, act } = t.columns;
  const columns = [weekday, cutoff, capacity, fee, act].map((name) => ({ name }));
  return (
    <StewardDesk title={page.title}>
      <p className="lead">{t.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <section className="no-print min-w-0">
        <p className="small">{t.hint}</p>
        <DataTable label={page.title} columns={columns}>
          {weekdays.map((day) => (
            <RoundRow
              key={day}
              day={day}
              round={page.rounds.find((one) => one.weekday === day)}
              typed={refused?.values.weekday === String(day) ? refused.values : null}
            />
          ))}
        </DataTable>
      </section>
      <section>
        <h2>{t.stops}</h2>
        {page.stops.length === 0 ? <p className="mt-2">{t.none}</p> : <Stops stops={page.stops} />}
      </section>
    </StewardDesk>
  );
}

function RoundRow({
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
  const id = `round-${day}`;
  const field = (key: string, label: string, kept: number | undefined) => (
    <input
      className="input w-20"
      form={id}
      name={key}
      inputMode="decimal"
      defaultValue={typed?.[key] ?? kept ?? ''}
      aria-label={t.fieldOf(label, name)}
    />
  );
  return (
    <tr>
      <td>{name}</td>
      <td className="whitespace-nowrap">
        {field('cutoffDays', t.cutoffDays, round?.cutoffDays ?? 1)}{' '}
        {field('cutoffHour', t.cutoffHour, round?.cutoffHour ?? 18)}
      </td>
      <td>{field('kilos', t.columns.capacity, round && round.capacityGrams / 1000)}</td>
      <td>{field('euros', t.columns.fee, round && round.stopFeeCents / 100)}</td>
      <td>
        <Form method="post" id={id}>
          <input type="hidden" name="weekday" value={day} />
          <button type="submit" className="button quiet" name="intent" value="set" aria-label={t.fieldOf(t.save, name)}>
            {t.save}
          </button>
        </Form>
      </td>
    </tr>
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
