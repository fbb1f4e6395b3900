import { AreaField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

type Acts = {
  code: { text: string; qr: string; alt: string } | null;
  /** The code was tried too often. */
  locked: string | null;
  handedOver: string | null;
  /** The consequence of "received"; null if there is nothing to receive. */
  receive: string | null;
  closed: string | null;
  /** Pages that confirm a cancellation, of all or of one booking; `figure`: what it would give back today, if not all. */
  cancel: { href: string; text: string; figure: string | null }[];
  returnable: { line: number; name: string; quantity: number }[];
  returns: { id: string; text: string; note: string }[];
};
type ActionLabels = Record<
  'codeLead' | 'newCode' | 'received' | 'give' | 'returnLead' | 'line' | 'quantity' | 'why' | 'ask',
  string
>;

/** Actions still open to the buyer for one supplier's part. They move money, so each form is folded until opened. */
export function PartActions({ supplierId, acts, labels }: { supplierId: string; acts: Acts; labels: ActionLabels }) {
  return (
    <>
      {acts.code && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <img src={acts.code.qr} alt={acts.code.alt} width="96" height="96" />
          <p className="basis-48 grow">
            <b>{acts.code.text}</b> <span className="small">{labels.codeLead}</span>
          </p>
        </div>
      )}
      {acts.locked && <OneButton supplierId={supplierId} intent="new-code" text={acts.locked} label={labels.newCode} />}
      {acts.handedOver && <p className="mt-3">{acts.handedOver}</p>}
      {acts.receive && (
        <OneButton supplierId={supplierId} intent="received" text={acts.receive} label={labels.received} />
      )}
      {acts.closed && <p className="mt-3">{acts.closed}</p>}
      {acts.returns.map(({ id, text, note }) => (
        <p key={id} className="small mt-2">
          <b>{text}.</b> {note}
        </p>
      ))}
      {acts.cancel.map(({ href, text, figure }) => (
        <p key={href} className="no-print mt-3">
          <a href={href}>{text}</a>
          {figure && <span className="small block">{figure}</span>}
        </p>
      ))}
      {acts.returnable.length > 0 && <ReturnForm supplierId={supplierId} lines={acts.returnable} labels={labels} />}
    </>
  );
}

/** A sentence with the button that answers it. */
function OneButton(props: { supplierId: string; intent: 'received' | 'new-code'; text: string; label: string }) {
  const { supplierId, intent, text, label } = props;
  return (
    <PostForm intents={[intent]} hiddenFields={{ supplier: supplierId }} className="no-print notice mt-3 grid gap-3">
      <p>{text}</p>
      <p>
        <button type="submit" className="button main" name="intent" value={intent}>
          {label}
        </button>
      </p>
    </PostForm>
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
      <PostForm intents={['return']} hiddenFields={hiddenFields} kept={{ quantity: 1 }} className="mt-2 grid gap-3">
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
