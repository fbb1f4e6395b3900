import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/context.tsx';
import { Field } from './field.tsx';

/** Containers lent, and those that came back. */
export function Packaging({
  packaging: { lent, returned },
  open,
}: {
  packaging: { lent: number; returned: number };
  open: boolean;
}) {
  const p = useMessages().prepare;
  return (
    <section className="panel grid gap-3">
      <h2>{p.packaging}</h2>
      <p>{p.lent(lent, returned)}</p>
      {open && returned < lent && (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <Field
            name="units"
            type="number"
            min="1"
            max={lent - returned}
            label={p.back}
            defaultValue={lent - returned}
          />
          <button type="submit" className="button" name="intent" value="take-back">
            {p.takeBack}
          </button>
        </Form>
      )}
    </section>
  );
}
