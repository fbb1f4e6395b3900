import { Form } from '@remix-run/react';

type Acts = {
  code: string | null;
  closed: string | null;
  cancel: string | null;
  returnable: { line: number; name: string; quantity: number }[];
  returns: { id: string; text: string; note: string }[];
};
type ActionLabels = Record<
  'cancel' | 'cancelNow' | 'codeLead' | 'give' | 'returnLead' | 'line' | 'quantity' | 'why' | 'ask',
  string
>;

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
        <details className="no-print mt-3">
          <summary>{labels.cancel}</summary>
          <Form method="post" discover="none" className="mt-2 grid gap-3" reloadDocument>
            <input type="hidden" name="supplier" value={supplierId} />
            <p className="small">{acts.cancel}</p>
            <p>
              <button type="submit" className="button" name="intent" value="cancel">
                {labels.cancelNow}
              </button>
            </p>
          </Form>
        </details>
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
  return (
    <details className="no-print mt-3">
      <summary>{labels.give}</summary>
      <Form method="post" discover="none" className="mt-2 grid gap-3" reloadDocument>
        <p className="small">{labels.returnLead}</p>
        <div className="field">
          <label htmlFor={id('line')}>{labels.line}</label>
          <select className="input" id={id('line')} name="line">
            {lines.map(({ line, name, quantity }) => (
              <option key={line} value={line}>
                {quantity} × {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={id('quantity')}>{labels.quantity}</label>
          <input
            className="input"
            id={id('quantity')}
            name="quantity"
            type="number"
            min={1}
            max={Math.max(...lines.map(({ quantity }) => quantity))}
            defaultValue={1}
            required
          />
        </div>
        <div className="field">
          <label htmlFor={id('reason')}>{labels.why}</label>
          <textarea className="input" id={id('reason')} name="reason" rows={2} maxLength={500} required />
        </div>
        <p>
          <button type="submit" className="button" name="intent" value="return">
            {labels.ask}
          </button>
        </p>
      </Form>
    </details>
  );
}
