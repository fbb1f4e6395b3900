// The season of an offer and the forecast of its weeks, entered with lists alone.

import { formatNumber } from '#app/i18n/format.ts';
import { formatMonthPart, formatWeek } from '#app/i18n/format-season.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { SeasonPageData } from '#app/seller/season-view.server.ts';
import { DataTable } from '#app/ui/data-table.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const seasonRows = [1, 2, 3, 4] as const;

/** Two lists a range; an empty one is no range. */
export function SeasonForm({ values, strip }: Pick<SeasonPageData, 'values' | 'strip'>) {
  const { seller: t } = useMessages().season;
  return (
    <PostForm intents={['season']} kept={values} className="panel grid gap-4">
      <p>{t.lead}</p>
      {seasonRows.map((row) => (
        <fieldset key={row} className="grid gap-2 sm:grid-cols-2">
          <legend>
            <span className="sr-only">{t.range(row)}</span>
          </legend>
          <WeekField name={`from_${row}`} label={t.from(row)} strip={strip} />
          <WeekField name={`to_${row}`} label={t.to(row)} strip={strip} />
        </fieldset>
      ))}
      <p className="small">{t.allYear}</p>
      <button type="submit" className="button main" name="intent" value="season">
        {t.save}
      </button>
    </PostForm>
  );
}

function WeekField({ name, label, strip }: { name: string; label: string } & Pick<SeasonPageData, 'strip'>) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <SelectField name={name} label={label}>
      <option value="">{t.season.seller.none}</option>
      {strip.map(({ week, monday }) => (
        <option key={week} value={week}>
          {t.season.seller.option(week, formatMonthPart(monday, t, locale))}
        </option>
      ))}
      {strip.length === 52 && <option value="53">{t.season.seller.rare}</option>}
    </SelectField>
  );
}

export function ForecastForm({ weeks }: Pick<SeasonPageData, 'weeks'>) {
  const t = useMessages();
  const locale = useLocale();
  const { seller } = t.season;
  const options = weeks.map((monday) => (
    <option key={monday} value={monday}>
      {formatWeek(monday, t, locale)}
    </option>
  ));
  return (
    <PostForm intents={['forecast']} className="panel grid gap-4" id="forecast">
      <h2>{seller.forecast}</h2>
      {weeks.length === 0 ? (
        <p>{seller.needsSeason}</p>
      ) : (
        <>
          <p>{seller.forecastLead}</p>
          <SelectField name="first" label={seller.firstWeek}>
            {options}
          </SelectField>
          <SelectField name="last" label={seller.lastWeek}>
            {options}
          </SelectField>
          <Field name="packs" label={seller.packs} type="number" min={0} max={9999} required />
          <button type="submit" className="button" name="intent" value="forecast">
            {seller.saveForecast}
          </button>
        </>
      )}
    </PostForm>
  );
}

/** A row for each week: the packs that it is expected to bring, and those that are ordered of it. */
export function HarvestTable({ harvests }: Pick<SeasonPageData, 'harvests'>) {
  const t = useMessages();
  const locale = useLocale();
  const { seller, columns } = t.season;
  return (
    <section className="grid gap-3" id="weeks">
      <h2>{seller.weeks}</h2>
      {harvests.length === 0 ? (
        <p>{seller.noWeeks}</p>
      ) : (
        <DataTable
          label={seller.weeks}
          columns={[
            { name: columns.week },
            { name: columns.expected, numeric: true },
            { name: columns.promised, numeric: true },
            { name: columns.left, numeric: true },
          ]}
        >
          {harvests.map(({ monday, expected, promised, left }) => (
            <tr key={monday}>
              <td>{formatWeek(monday, t, locale)}</td>
              <td className="n">{formatNumber(expected, locale)}</td>
              <td className="n">{formatNumber(promised, locale)}</td>
              <td className="n">{formatNumber(left, locale)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}
