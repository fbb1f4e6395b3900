// The fields of a session that its seller sets.
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

/** Its day and hours, which stay once it is set. */
export function SessionHoursFields() {
  const { editor } = useMessages().sessions;
  return (
    <div className="grid items-end gap-4 sm:grid-cols-3">
      <Field name="day" label={editor.day} type="date" required />
      <Field name="start" label={editor.start} type="time" step={900} required />
      <Field name="end" label={editor.end} type="time" step={900} required />
    </div>
  );
}

/** Seats, minimum and place. */
export function SessionTermsFields() {
  const { editor } = useMessages().sessions;
  return (
    <>
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Field name="seats" label={editor.seats} type="number" min={1} max={999} required />
        <Field
          name="minimum"
          label={editor.minimum}
          hint={editor.minimumHint}
          type="number"
          min={0}
          max={999}
          required
        />
        <Field name="decide_on" label={editor.decideOn} hint={editor.decideHint} type="date" />
      </div>
      <Field name="place" label={editor.place} hint={editor.placeHint} maxLength={160} />
    </>
  );
}
