// The opening hours of a week as a grid of weekdays and times, and closures as pairs of dates. Works without scripts.
import { formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ConflictChoice } from '#app/ui/conflict-choice.tsx';
import { FieldError, fieldAttributes } from '#app/ui/field.tsx';
import { useFieldState } from '#app/ui/refused-form.ts';
import { closureField, closureSlots, hourField, hourSlots, weekdays } from './hours-fields.ts';

export function OpeningGrid() {
  const { openingFrom, openingTo } = useMessages().seller.delivery;
  const locale = useLocale();
  return (
    <div className="grid gap-4">
      {weekdays.map((weekday) => (
        <fieldset key={weekday}>
          <legend className="font-semibold">{formatWeekday(weekday, locale)}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {hourSlots.map((slot) => (
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

export function ClosureDates() {
  const { closureFrom, closureTo, closure } = useMessages().seller.delivery;
  return (
    <div className="grid gap-4">
      {closureSlots.map((slot) => (
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
