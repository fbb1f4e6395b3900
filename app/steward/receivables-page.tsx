import type { BankStatementState } from '#app/domain/checkout/bank-statement.ts';
import { formatDate, formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CellField } from '#app/ui/cell-field.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { KeptValues } from '#app/ui/refused-form.ts';
import { ButtonForm } from './button-form.tsx';
import { StewardLayout } from './steward-layout.tsx';

type Open = {
  orderId: string;
  number: string;
  buyerName: string;
  siret: string | null;
  dueOn: string;
  owedCents: number;
  overdue: boolean;
};
type Payout = { orderId: string; number: string; supplierId: string; supplierName: string; owedCents: number };
type Limit = { id: string; name: string; siret: string | null; owedCents: number; kept: KeptValues; shown: string };
type ReadStatement = { id: string; state: BankStatementState; entered: number; createdAt: string };
type Page = { title: string; open: Open[]; statements: ReadStatement[]; payouts: Payout[]; limits: Limit[] };

/** Receivables of buyers on account, bank lines received, suppliers paid by bank, and credit limits. */
export function ReceivablesPage({ page }: { page: Page }) {
  const t = useMessages().receivables;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{t.lead}</p>
      <section className="min-w-0">
        <h2>{t.open}</h2>
        {page.open.length === 0 ? <p className="mt-2">{t.none}</p> : <OpenOrders open={page.open} />}
      </section>
      <Statement statements={page.statements} />
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
          <td>
            {one.buyerName}
            <Siret siret={one.siret} />
          </td>
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

/** Tells two organisations of one name apart. */
function Siret({ siret }: { siret: string | null }) {
  const { account } = useMessages();
  return siret && <span className="small block">{account.siretIs(siret)}</span>;
}

function Statement({ statements }: { statements: ReadStatement[] }) {
  const t = useMessages().receivables;
  const locale = useLocale();
  return (
    <PostForm intents={['statement']} className="panel grid gap-3">
      <h2>{t.statement}</h2>
      <AreaField name="lines" label={t.statement} hint={t.statementHint} required />
      <p>
        <button type="submit" className="button" name="intent" value="statement">
          {t.read}
        </button>
      </p>
      {statements.length > 0 && (
        <ul className="small">
          {statements.map((one) => (
            <li key={one.id}>
              <a href={`/steward/receivables/${one.id}`}>{formatDateTime(one.createdAt, locale)}</a> ·{' '}
              {one.state === 'entered' ? t.entered(one.entered) : t.bank.states[one.state]}
            </li>
          ))}
        </ul>
      )}
    </PostForm>
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
  const { name, owed, limit } = t.limitColumns;
  const columns = [{ name }, { name: owed, numeric: true }, { name: limit }];
  return (
    <DataTable label={t.limits} columns={columns}>
      {limits.map((one) => (
        <tr key={one.id}>
          <td>
            {one.name}
            <Siret siret={one.siret} />
          </td>
          <td className="n">{formatMoney(one.owedCents, locale)}</td>
          <td>
            <PostForm
              intents={['limit']}
              hiddenFields={{ organisation: one.id }}
              kept={one.kept}
              shown={one.shown}
              className="flex flex-wrap items-center gap-2"
            >
              <CellField
                className="input w-28"
                id={`limit-${one.id}`}
                name="limit"
                inputMode="decimal"
                label={t.limitOf(one.name)}
              />
              <button type="submit" className="button quiet" name="intent" value="limit">
                {t.save}
              </button>
            </PostForm>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
