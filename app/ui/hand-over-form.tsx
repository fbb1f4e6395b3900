import { Form } from '@remix-run/react';
import { modes } from '#app/domain/impact/terms.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Field, SelectField } from './field.tsx';
import type { Part } from './part-types.ts';

/** Hand over, with the real mode and trip. What was planned is chosen already. */
export function HandOverForm({ part }: { part: Part }) {
  const t = useMessages();
  const p = t.prepare;
  return (
    <Form method="post" className="panel grid gap-4">
      <h2>{p.handOver}</h2>
      <p className="small">
        {p.handOverLead} {p.asPlanned(t.modes[part.mode], p.trips[part.trip])}
      </p>
      <SelectField name="mode" label={p.mode} defaultValue={part.mode}>
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t.modes[mode]}
          </option>
        ))}
      </SelectField>
      <SelectField name="trip" label={p.trip} defaultValue={part.trip}>
        <option value="shared">{p.trips.shared}</option>
        <option value="dedicated">{p.trips.dedicated}</option>
      </SelectField>
      <details>
        <summary>{t.afterwards.supplier.missing}</summary>
        <div className="mt-2 grid gap-3">
          <p className="small">{t.afterwards.supplier.missingLead}</p>
          {part.lines
            .filter(({ quantity }) => quantity > 0)
            .map(({ line, name, quantity }) => (
              <Field
                key={line}
                name={`there-${line}`}
                label={name}
                type="number"
                min={0}
                max={quantity}
                defaultValue={quantity}
              />
            ))}
        </div>
      </details>
      {part.withCode && (
        <Field name="code" label={t.afterwards.supplier.code} autoComplete="off" maxLength={8} required />
      )}
      {part.state === 'to-prepare' && (
        <button type="submit" className="button" name="intent" value="confirm" formNoValidate>
          {p.confirm}
        </button>
      )}
      <button type="submit" className="button main" name="intent" value="hand-over">
        {p.handOver}
      </button>
    </Form>
  );
}
