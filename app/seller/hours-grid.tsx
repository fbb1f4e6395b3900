// The opening hours of a week as a grid of weekdays and times, closures as pairs of dates, pick-up points as cards. Works
// without scripts: a page shows all that there are and one more, and saving it makes room for the next.
import { formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ConflictChoice } from '#app/ui/conflict-choice.tsx';
import { Field, FieldError, fieldAttributes } from '#app/ui/field.tsx';
import { useFieldState } from '#app/ui/refused-form.ts';
import { closureField, hourField, pointField, slotsIn, weekdays } from './hours-fields.ts';

type Shown = { kept: Readonly<Record<string, unknown>> };

/** `kept`: the fields of the page. */
export function OpeningGrid({ kept }: Shown) {
  const { openingFrom, openingTo } = useMessages().seller.delivery;
  const locale = useLocale();
  return (
    <div className="grid gap-4">
      {weekdays.map((weekday) => (
        <fieldset key={weekday}>
          <legend className="font-semibold">{formatWeekday(weekday, locale)}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {slotsIn(kept, `hours${weekday}_`).map((slot) => (
              <div key={slot} className="flex flex-wrap items-end gap-2">
                <MomentField type="time" name={hourField(weekday, slot, 'from')} label={openingFrom} />
                <MomentField type="time" name={hourField(weekday, slot, 'to')} label={openingTo} />
              </div>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

export function ClosureDates({ kept }: Shown) {
  const { closureFrom, closureTo, closure } = useMessages().seller.delivery;
  return (
    <div className="grid gap-4">
      {slotsIn(kept, 'closure').map((slot) => (
        <fieldset key={slot}>
          <legend className="sr-only">{closure(slot)}</legend>
          <div className="flex flex-wrap items-end gap-2">
            <MomentField type="date" name={closureField(slot, 'from')} label={closureFrom} />
            <MomentField type="date" name={closureField(slot, 'to')} label={closureTo} />
          </div>
        </fieldset>
      ))}
    </div>
  );
}

export function PickupPointCards({ kept }: Shown) {
  const { pickupPoint: t, pickupPoints, pickupHint } = useMessages().seller.delivery;
  return (
    <fieldset className="grid gap-4">
      <legend className="font-semibold">{pickupPoints}</legend>
      <p className="hint">{pickupHint}</p>
      {slotsIn(kept, 'point').map((slot) => (
        <fieldset key={slot} className="card grid gap-3 p-4">
          <legend className="sr-only">{t.title(slot)}</legend>
          <Field name={pointField(slot, 'name')} label={t.name} optional={false} maxLength={120} />
          <Field name={pointField(slot, 'address')} label={t.address} optional={false} maxLength={200} />
          <Field name={pointField(slot, 'commune')} label={t.commune} optional={false} maxLength={200} />
          <Field name={pointField(slot, 'hours')} label={t.hours} hint={t.hoursHint} maxLength={200} />
        </fieldset>
      ))}
    </fieldset>
  );
}

/** A refused value is shown as text: browsers empty a time or date that they cannot read. */
function MomentField({ type, name, label }: { type: 'time' | 'date'; name: string; label: string }) {
  const state = useFieldState(name);
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        className="input w-auto"
        id={name}
        name={name}
        type={state?.error ? 'text' : type}
        defaultValue={state?.value}
        {...fieldAttributes(name, undefined, state?.error, state?.autoFocus)}
      />
      <FieldError name={name} error={state?.error} />
      <ConflictChoice name={name} />
    </div>
  );
}
