import { Form } from '@remix-run/react';
import type { ChecklistRow } from '#app/domain/suppliers/checklist.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { CheckWords } from './checklist.tsx';
import { Field } from './field.tsx';

/** The checklist as a steward works it: what is theirs to verify has its buttons. */
export function StewardChecklist({ rows, names }: { rows: ChecklistRow[]; names: Record<string, string> }) {
  const t = useMessages();
  const c = t.desk.checklist;
  const s = t.steward.suppliers;
  return (
    <section className="panel">
      <h2>{c.title}</h2>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.item}>
            <p>
              <span className={row.done ? 'state state-done' : 'state'}>{row.done ? c.done : c.todo}</span>
              <b>{c.items[row.item][0]}</b> · <span className="small">{<CheckWords row={row} names={names} />}</span>
            </p>
            {row.kind === 'verified' && !row.done && (
              <div className="mt-2 flex flex-wrap items-end gap-4">
                <Form method="post">
                  <input type="hidden" name="item" value={row.item} />
                  <button
                    type="submit"
                    className="button"
                    name="intent"
                    value="verify"
                    aria-label={`${s.verify}${t.colon}${c.items[row.item][0]}`}
                  >
                    {s.verify}
                  </button>
                </Form>
                <Form method="post" className="flex flex-wrap items-end gap-2">
                  <input type="hidden" name="item" value={row.item} />
                  <Field id={`waiver-${row.item}`} name="waiver" label={s.waiver} maxLength={500} />
                  <button type="submit" className="button quiet" name="intent" value="waive">
                    {s.waive}
                  </button>
                </Form>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
