// The part of an offer's form for what is booked for a time. Every control works without a script.
import { formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { FieldGroup } from '#app/ui/field-group.tsx';

export function BookingFields() {
  const t = useMessages();
  const messages = t.bookingEditor;
  return (
    <fieldset className="panel grid gap-4" id="booking-fields">
      <legend className="font-semibold">{messages.title}</legend>
      <p className="small">{messages.lead}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="booking_way" label={messages.way}>
          <option value="">{messages.ways.none}</option>
          <option value="slot">{messages.ways.slot}</option>
          <option value="period">{messages.ways.period}</option>
          <option value="session">{messages.ways.session}</option>
          <option value="appointment">{messages.ways.appointment}</option>
        </SelectField>
        <Field name="booking_units" label={messages.units} inputMode="numeric" />
      </div>
      <Prices />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="booking_min" label={messages.min} inputMode="decimal" />
        <Field name="booking_max" label={messages.max} inputMode="decimal" />
        <Field name="booking_buffer" label={messages.buffer} inputMode="decimal" />
      </div>
      <p className="small">{messages.durations}</p>
      <Opening />
      <Cancellation />
    </fieldset>
  );
}

function Prices() {
  const { bookingEditor: messages, booking } = useMessages();
  return (
    <FieldGroup name="booking_prices" legend={messages.prices}>
      <p className="small">{messages.priceHint}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="price_hour" label={`${booking.blocks.hour} (${messages.forSlot})`} inputMode="decimal" />
        <Field
          name="price_half_day"
          label={`${booking.blocks['half-day']} (${messages.forSlot})`}
          inputMode="decimal"
        />
        <Field name="price_day" label={booking.blocks.day} inputMode="decimal" />
        <Field name="price_weekend" label={`${booking.blocks.weekend} (${messages.forPeriod})`} inputMode="decimal" />
        <Field name="price_week" label={`${booking.blocks.week} (${messages.forPeriod})`} inputMode="decimal" />
      </div>
    </FieldGroup>
  );
}

function Opening() {
  const { bookingEditor: messages } = useMessages();
  const locale = useLocale();
  return (
    <FieldGroup name="opening" legend={messages.opening}>
      <p className="small">{messages.openingHint}</p>
      <input type="hidden" name="opening_shown" value="1" />
      <div className="grid gap-3">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => {
          const weekday = formatWeekday(day, locale);
          return (
            <div key={day} className="grid grid-cols-2 gap-2 sm:grid-cols-4">
              <Field name={`open${day}_from`} label={messages.opens(weekday)} type="time" step={900} />
              <Field name={`open${day}_to`} label={messages.closes(weekday)} type="time" step={900} />
              <Field name={`open${day}_from2`} label={messages.opensAgain(weekday)} type="time" step={900} />
              <Field name={`open${day}_to2`} label={messages.closesAgain(weekday)} type="time" step={900} />
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}

function Cancellation() {
  const { bookingEditor: messages } = useMessages();
  return (
    <FieldGroup name="cancellation" legend={messages.cancellation}>
      <p className="small">{messages.cancellationHint}</p>
      {[1, 2].map((rule) => (
        <div key={rule} className="grid grid-cols-2 gap-2">
          <Field name={`cancel${rule}_days`} label={messages.daysBefore(rule)} inputMode="numeric" />
          <Field name={`cancel${rule}_percent`} label={messages.percentKept(rule)} inputMode="numeric" />
        </div>
      ))}
    </FieldGroup>
  );
}
