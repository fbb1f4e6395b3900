import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/context.tsx';
import { Field } from './field.tsx';

/** Containers lent, those that came back, and those that never will. */
export function Packaging({
  packaging: { lent, returned, lost },
  open,
}: {
  packaging: { lent: number; returned: number; lost: number };
  open: boolean;
}) {
  const p = useMessages().prepare;
  const away = lent - returned - lost;
  return (
    <section className="panel grid gap-3">
      <h2>{p.packaging}</h2>
      <p>{p.lent(lent, returned, lost)}</p>
      {open && away > 0 && (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <Field name="units" type="number" min="1" max={away} label={p.containers} defaultValue={away} />
          <button type="submit" className="button" name="intent" value="take-back">
            {p.takeBack}
          </button>
          <button type="submit" className="button quiet" name="intent" value="give-up">
            {p.giveUp}
          </button>
        </Form>
      )}
    </section>
  );
}
