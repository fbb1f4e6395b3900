import { modes } from '#app/domain/impact/terms.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import type { PartView } from './part-view.server.ts';

const intents = ['confirm', 'hand-over'];

/** Hands a part over with its real transport mode and trip; the planned ones are preselected. */
export function HandOverForm({ part }: { part: PartView }) {
  const t = useMessages();
  const messages = t.fulfilment;
  const refused = useRefused(intents);
  const lines = part.lines.filter(({ quantity }) => quantity > 0);
  const kept = {
    mode: part.mode,
    trip: part.trip,
    ...Object.fromEntries(lines.map(({ line, quantity }) => [`there-${line}`, quantity])),
  };
  return (
    <PostForm intents={intents} kept={kept} className="panel grid gap-4">
      <h2>{messages.handOver}</h2>
      <p className="small">
        {messages.handOverLead} {messages.asPlanned(t.modes[part.mode], messages.trips[part.trip])}
      </p>
      <SelectField name="mode" label={messages.mode}>
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t.modes[mode]}
          </option>
        ))}
      </SelectField>
      <SelectField name="trip" label={messages.trip}>
        <option value="shared">{messages.trips.shared}</option>
        <option value="dedicated">{messages.trips.dedicated}</option>
      </SelectField>
      <details open={refused !== null}>
        <summary>{t.orderChanges.supplier.missing}</summary>
        <div className="mt-2 grid gap-3">
          <p className="small">{t.orderChanges.supplier.missingLead}</p>
          {lines.map(({ line, name, quantity }) => (
            <Field key={line} name={`there-${line}`} label={name} type="number" min={0} max={quantity} />
          ))}
          <Field name="why" label={t.orderChanges.supplier.missingWhy} maxLength={300} />
        </div>
      </details>
      {part.withCode && (
        <Field name="code" label={t.orderChanges.supplier.code} autoComplete="off" maxLength={8} required />
      )}
      {part.state === 'to-prepare' && (
        <button type="submit" className="button" name="intent" value="confirm" formNoValidate>
          {messages.confirm}
        </button>
      )}
      <button type="submit" className="button main" name="intent" value="hand-over">
        {messages.handOver}
      </button>
    </PostForm>
  );
}
