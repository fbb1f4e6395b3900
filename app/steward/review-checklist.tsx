import type { ChecklistRow } from '#app/domain/suppliers/checklist.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { CheckLabels } from '#app/ui/joining-checklist.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** The checklist for stewards: items that they verify have buttons. */
export function ReviewChecklist({ rows, names }: { rows: ChecklistRow[]; names: Record<string, string> }) {
  const t = useMessages();
  const checklistMessages = t.seller.checklist;
  const messages = t.steward.suppliers;
  return (
    <section className="panel">
      <h2>{checklistMessages.title}</h2>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.item}>
            <p>
              <span className={row.done ? 'state state-done' : 'state'}>
                {row.done ? checklistMessages.done : checklistMessages.todo}
              </span>
              <b>{checklistMessages.items[row.item][0]}</b> ·{' '}
              <span className="small">{<CheckLabels row={row} names={names} />}</span>
            </p>
            {row.kind === 'verified' && !row.done && (
              <div className="mt-2 flex flex-wrap items-end gap-4">
                <PostForm intents={['verify']} hiddenFields={{ item: row.item }}>
                  <button
                    type="submit"
                    className="button"
                    name="intent"
                    value="verify"
                    aria-label={`${messages.verify}${t.colon}${checklistMessages.items[row.item][0]}`}
                  >
                    {messages.verify}
                  </button>
                </PostForm>
                <PostForm
                  intents={['waive']}
                  hiddenFields={{ item: row.item }}
                  className="flex flex-wrap items-end gap-2"
                >
                  <Field id={`waiver-${row.item}`} name="waiver" label={messages.waiver} maxLength={500} required />
                  <button type="submit" className="button quiet" name="intent" value="waive">
                    {messages.waive}
                  </button>
                </PostForm>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
