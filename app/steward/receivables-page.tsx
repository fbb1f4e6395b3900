import { Form } from '@remix-run/react';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { ButtonForm } from './button-form.tsx';
import { StewardLayout } from './steward-layout.tsx';

type Open = {
  orderId: string;
  number: string;
  buyerName: string;
  dueOn: string;
  owedCents: number;
  overdue: boolean;
};
type Payout = { orderId: string; number: string; supplierId: string; supplierName: string; owedCents: number };
type Limit = { id: string; name: string; limitCents: number; owedCents: number };
type Page = { title: string; open: Open[]; payouts: Payout[]; limits: Limit[] };
type Result = { entered: number; known: number; unmatched: string[]; error: string | null } | undefined;

/** Receivables of buyers on account, bank lines received, suppliers paid by bank, and credit limits. */
export function ReceivablesPage({ page, result }: { page: Page; result: Result }) {
  const t = useMessages().receivables;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{t.lead}</p>
      {result?.error && (
        <p className="notice care" role="alert">
          {result.error}
        </p>
      )}
      <section className="min-w-0">
        <h2>{t.open}</h2>
        {page.open.length === 0 ? <p className="mt-2">{t.none}</p> : <OpenOrders open={page.open} />}
      </section>
      <Statement result={result} />
      <section className="min-w-0">
        <h2>{t.payouts}</h2>
        <p className="small">{t.payoutsLead}</p>
        {page.payouts.length === 0 ? <p className="mt-2">{t.noPayouts}</p> : <Payouts payouts={page.payouts} />}
      </section>
      <section className="min-w-0">
        <h2>{t.limits}</h2>
        <Limits limits={page.limits} />
      </section>
    </StewardLayout>
  );
}

function OpenOrders({ open }: { open: Open[] }) {
  const t = useMessages().receivables;
  const locale = useLocale();
  const { due, order, buyer, owed, act } = t.columns;
  const columns = [{ name: due }, { name: order }, { name: buyer }, { name: owed, numeric: true }, { name: act }];
  return (
    <DataTable label={t.open} columns={columns}>
      {open.map((one) => (
        <tr key={one.orderId}>
          <td>
            {formatDate(one.dueOn, locale)}{' '}
            {one.overdue && <span className="font-semibold text-brick">{t.overdue}</span>}
          </td>
          <td>{one.number}</td>
          <td>{one.buyerName}</td>
          <td className="n">
            {one.owedCents < 0 && <span className="small">{t.credit} </span>}
            {formatMoney(Math.abs(one.owedCents), locale)}
          </td>
          <td>
            <ButtonForm
              intent={one.owedCents > 0 ? 'received' : 'paid-back'}
              fields={{ order: one.orderId, cents: Math.abs(one.owedCents) }}
              label={one.owedCents > 0 ? t.received : t.paidBack}
              describes={one.owedCents > 0 ? t.receivedOf(one.number) : t.paidBackOf(one.number)}
            />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function Statement({ result }: { result: Result }) {
  const t = useMessages().receivables;
  const succeeded = result && !result.error;
  return (
    <Form method="post" className="panel grid gap-3">
      <h2>{t.statement}</h2>
      {succeeded && (
        <div className={result.unmatched.length === 0 ? 'notice' : 'notice care'} role="status">
          <p>
            {t.entered(result.entered)} {result.known > 0 && t.known(result.known)}
          </p>
          {result.unmatched.length > 0 && <p>{t.unmatched}</p>}
          <ul className="small">
            {result.unmatched.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <AreaField
        name="lines"
        label={t.statement}
        hint={t.statementHint}
        defaultValue={succeeded ? result.unmatched.join('\n') : ''}
      />
      <p>
        <button type="submit" className="button" name="intent" value="statement">
          {t.read}
        </button>
      </p>
    </Form>
  );
}

function Payouts({ payouts }: { payouts: Payout[] }) {
  const t = useMessages().receivables;
  const locale = useLocale();
  const { supplier, order, owed, act } = t.payoutColumns;
  const columns = [{ name: supplier }, { name: order }, { name: owed, numeric: true }, { name: act }];
  return (
    <DataTable label={t.payouts} columns={columns}>
      {payouts.map(({ orderId, number, supplierId, supplierName, owedCents }) => (
        <tr key={orderId + supplierId}>
          <td>{supplierName}</td>
          <td>{number}</td>
          <td className="n">{formatMoney(owedCents, locale)}</td>
          <td>
            <ButtonForm
              intent="paid-out"
              fields={{ order: orderId, supplier: supplierId, cents: owedCents }}
              label={owedCents > 0 ? t.paidOut : t.gotBack}
              describes={t.paidOutOf(supplierName, number)}
            />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function Limits({ limits }: { limits: Limit[] }) {
  const t = useMessages().receivables;
  const locale = useLocale();
  const { name, owed, limit, act } = t.limitColumns;
  const columns = [{ name }, { name: owed, numeric: true }, { name: limit }, { name: act }];
  return (
    <DataTable label={t.limits} columns={columns}>
      {limits.map((one) => (
        <tr key={one.id}>
          <td>{one.name}</td>
          <td className="n">{formatMoney(one.owedCents, locale)}</td>
          <td>
            <input
              className="input w-28"
              form={`limit-${one.id}`}
              name="limit"
              inputMode="decimal"
              defaultValue={one.limitCents / 100}
              aria-label={t.limitOf(one.name)}
            />
          </td>
          <td>
            <Form method="post" id={`limit-${one.id}`}>
              <input type="hidden" name="organisation" value={one.id} />
              <button type="submit" className="button quiet" name="intent" value="limit">
                {t.save}
              </button>
            </Form>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
