import { AreaField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

type Acts = {
  code: string | null;
  closed: string | null;
  /** The page that confirms the cancellation; null when it is too late for it. */
  cancel: string | null;
  returnable: { line: number; name: string; quantity: number }[];
  returns: { id: string; text: string; note: string }[];
};
type ActionLabels = Record<'cancel' | 'codeLead' | 'give' | 'returnLead' | 'line' | 'quantity' | 'why' | 'ask', string>;

/** Actions still open to the buyer for one supplier's part. They move money, so each form is folded until opened. */
export function PartActions({ supplierId, acts, labels }: { supplierId: string; acts: Acts; labels: ActionLabels }) {
  return (
    <>
      {acts.code && (
        <p className="mt-3">
          <b>{acts.code}</b> <span className="small">{labels.codeLead}</span>
        </p>
      )}
      {acts.closed && <p className="mt-3">{acts.closed}</p>}
      {acts.returns.map(({ id, text, note }) => (
        <p key={id} className="small mt-2">
          <b>{text}.</b> {note}
        </p>
      ))}
      {acts.cancel && (
        <p className="no-print mt-3">
          <a href={acts.cancel}>{labels.cancel}</a>
        </p>
      )}
      {acts.returnable.length > 0 && <ReturnForm supplierId={supplierId} lines={acts.returnable} labels={labels} />}
    </>
  );
}

function ReturnForm({
  supplierId,
  lines,
  labels,
}: {
  supplierId: string;
  lines: Acts['returnable'];
  labels: ActionLabels;
}) {
  const id = (name: string) => `${name}-${supplierId}`;
  const hiddenFields = { supplier: supplierId };
  const refused = useRefused(['return'], hiddenFields);
  return (
    <details className="no-print mt-3" open={refused !== null}>
      <summary>{labels.give}</summary>
      <PostForm
        intents={['return']}
        hiddenFields={hiddenFields}
        kept={{ quantity: 1 }}
        discover="none"
        className="mt-2 grid gap-3"
        reloadDocument
      >
        <p className="small">{labels.returnLead}</p>
        <SelectField name="line" id={id('line')} label={labels.line}>
          {lines.map(({ line, name, quantity }) => (
            <option key={line} value={line}>
              {quantity} × {name}
            </option>
          ))}
        </SelectField>
        <Field
          name="quantity"
          id={id('quantity')}
          label={labels.quantity}
          type="number"
          min={1}
          max={Math.max(...lines.map(({ quantity }) => quantity))}
          required
        />
        <AreaField name="reason" id={id('reason')} label={labels.why} rows={2} maxLength={500} required />
        <p>
          <button type="submit" className="button" name="intent" value="return">
            {labels.ask}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
