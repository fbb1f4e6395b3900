import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

type Asked = { id: string; name: string; quantity: number; reason: string };

/** Returns that buyers requested, and the supplier's answer. */
export function PartReturns({ returns }: { returns: Asked[] }) {
  const t = useMessages().orderChanges;
  if (returns.length === 0) return null;
  return (
    <section className="panel grid gap-4">
      <h2>{t.supplier.returns}</h2>
      {returns.map(({ id, name, quantity, reason }) => (
        <PostForm
          key={id}
          intents={['accept-return', 'refuse-return']}
          hiddenFields={{ return: id }}
          className="grid gap-3"
        >
          <p>
            <b>{t.supplier.asked(quantity, name)}</b> {reason}
          </p>
          <CheckField name="restock" value="1" label={t.supplier.restock} />
          <p>
            <button type="submit" className="button main" name="intent" value="accept-return">
              {t.supplier.agree}
            </button>
          </p>
          <Field name="why" id={`why-${id}`} label={t.why} maxLength={500} optional={false} />
          <p>
            <button type="submit" className="button" name="intent" value="refuse-return">
              {t.supplier.disagree}
            </button>
          </p>
        </PostForm>
      ))}
    </section>
  );
}

/** The supplier refuses the whole part, or frees its stock when the buyer's bank has the money. */
export function RefusePart({ takenBack }: { takenBack: boolean }) {
  const t = useMessages().orderChanges;
  const messages = takenBack ? t.supplier.takenBack : t.supplier;
  return (
    <details className="panel" open={useRefused(['refuse']) !== null || takenBack}>
      <summary>{messages.refuse}</summary>
      <PostForm intents={['refuse']} className="mt-3 grid gap-3">
        <p className="small">{messages.refuseLead}</p>
        <Field name="why" id="why-refused" label={t.why} maxLength={500} required />
        <p>
          <button type="submit" className="button" name="intent" value="refuse">
            {messages.refuseNow}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
