import type { KeptBooksCheck } from '#app/domain/books/kept-check.server.ts';
import type { MoneyPosition } from '#app/domain/settlement/balance-check.server.ts';
import { formatDate, formatDateTime, formatMoney, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { type CaseRow, PaymentCases } from './payment-cases.tsx';
import { StewardLayout } from './steward-layout.tsx';

type Supplier = MoneyPosition['suppliers'][number] & { name: string; slug: string };
type Dispute = {
  id: string;
  order: string;
  amountCents: number;
  state: 'open' | 'won' | 'lost';
  status: string;
  due: string | null;
  opened: string;
};
type Page = {
  title: string;
  totals: Omit<MoneyPosition, 'suppliers'>;
  suppliers: Supplier[];
  /** Null before the first night. */
  check: KeptBooksCheck | null;
  stuck: { key: string; attempts: number; lastError: string | null }[];
  disputes: Dispute[];
  cases: CaseRow[];
};

/** Balances of the books, and whether they agree with the provider. */
export function BooksPage({ page }: { page: Page }) {
  const t = useMessages().books;
  const locale = useLocale();
  const { totals } = page;
  const amounts = [
    [t.accounts.provider, totals.providerCents],
    [t.accounts.bank, totals.bankCents],
    [t.accounts.receivables, totals.receivablesCents],
    [t.accounts.owed, totals.owedCents],
    [t.accounts.contribution, totals.contributionCents],
    [t.accounts.contributionVat, totals.contributionVatCents],
    [t.accounts.fees, totals.feesCents],
    [t.accounts.disputes, totals.disputesCents],
    [t.accounts.refunds, totals.refundsCents],
    [t.accounts.unsettled, totals.unsettledCents],
    [t.accounts.reserves, totals.reservesCents],
  ] as const;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{t.lead}</p>
      <dl className="panel facts">
        {amounts.map(([name, cents]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{formatMoney(cents, locale)}</b>
            </dd>
          </div>
        ))}
      </dl>
      <LastCheck check={page.check} />
      {page.stuck.length > 0 && (
        <div className="notice care" role="alert">
          <p>{t.stuck}</p>
          <ul className="small">
            {page.stuck.map(({ key, attempts, lastError }) => (
              <li key={key}>
                {key} ({attempts}) {lastError}
              </li>
            ))}
          </ul>
        </div>
      )}
      <PostForm intents={['reconcile']}>
        <button type="submit" className="button main" name="intent" value="reconcile">
          {t.reconcile}
        </button>
      </PostForm>
      <section className="min-w-0">
        <h2>{t.cases}</h2>
        <PaymentCases cases={page.cases} />
      </section>
      <section className="min-w-0">
        <h2>{t.disputes}</h2>
        <Disputes disputes={page.disputes} />
      </section>
      <section className="min-w-0">
        <h2>{t.suppliers}</h2>
        <Owed suppliers={page.suppliers} />
      </section>
    </StewardLayout>
  );
}

function Disputes({ disputes }: { disputes: Dispute[] }) {
  const t = useMessages().books;
  const locale = useLocale();
  if (disputes.length === 0) return <p className="mt-2">{t.noDisputes}</p>;
  const { opened, order, state, due, amount } = t.dispute.columns;
  const columns = [{ name: opened }, { name: order }, { name: state }, { name: due }, { name: amount, numeric: true }];
  return (
    <DataTable label={t.disputes} columns={columns}>
      {disputes.map((one) => (
        <tr key={one.id}>
          <td>{formatDate(one.opened, locale)}</td>
          <td>{one.order}</td>
          <td>
            {t.dispute.states[one.state]}
            {one.state === 'open' && <span className="small block">{t.dispute.status(one.status)}</span>}
          </td>
          <td>{one.due && one.state === 'open' ? formatDate(one.due, locale) : ''}</td>
          <td className="n">{formatMoney(one.amountCents, locale)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function Owed({ suppliers }: { suppliers: Supplier[] }) {
  const t = useMessages().books;
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  if (suppliers.length === 0) return <p className="mt-2">{t.nothingOwed}</p>;
  const columns = [
    { name: t.columns.supplier },
    { name: t.columns.ht, numeric: true },
    { name: t.columns.vat, numeric: true },
    { name: t.columns.total, numeric: true },
  ];
  return (
    <DataTable label={t.suppliers} columns={columns}>
      {suppliers.map(({ supplierId, name, slug, htCents, vatCents }) => (
        <tr key={supplierId}>
          <td>
            <a href={`/steward/suppliers/${slug}`}>{name}</a>
          </td>
          <td className="n">{money(htCents)}</td>
          <td className="n">{money(vatCents)}</td>
          <td className="n">
            {htCents + vatCents < 0 && <span className="small text-brick">{t.negative} </span>}
            {money(htCents + vatCents)}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function LastCheck({ check }: { check: KeptBooksCheck | null }) {
  const t = useMessages().books;
  const locale = useLocale();
  if (!check) return <p className="small">{t.unchecked}</p>;
  const at = formatDateTime(check.at, locale);
  if (check.problems.length === 0) return <p className="small">{t.sound(formatNumber(check.entries, locale), at)}</p>;
  return (
    <div className="notice care" role="alert">
      <p>{t.problems(at)}</p>
      <ul>
        {check.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}
