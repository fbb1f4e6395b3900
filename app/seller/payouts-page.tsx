import type { AccountStatus } from '#app/domain/payments/payment-accounts.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { formatDate, formatMoney, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

import type { SellerHeader } from './seller-layout.tsx';

type Row = {
  id: string;
  orderId: string;
  number: string;
  state: 'pending' | 'waiting' | 'done';
  cents: number;
  day: string;
};
type Page = {
  supplier: Pick<SellerHeader, 'roles'>;
  owner: boolean;
  rate: number;
  status: AccountStatus;
  due: string[];
  owedCents: number;
  contributionCents: number;
  transfers: Row[];
  months: { month: string; name: string }[];
  invoices: { href: string; label: string }[];
};

/** How a supplier is paid: its payment account, the amount owed, the transfers. */
export function PayoutsPage({ page }: { page: Page }) {
  const t = useMessages().payouts;
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  return (
    <>
      <Account page={page} />
      <div className="grid gap-4 sm:grid-cols-2">
        <section className="panel">
          <h2>{page.owedCents < 0 ? t.toGiveBack : t.owed}</h2>
          <p className="headline-price">
            <b>{money(Math.abs(page.owedCents))}</b>
          </p>
          <p className="small">{page.owedCents < 0 ? t.toGiveBackLead : t.owedLead}</p>
        </section>
        <section className="panel">
          <h2>{t.contribution}</h2>
          <p className="headline-price">
            <b>{money(page.contributionCents)}</b>
          </p>
          <p className="small">{t.contributionLead(formatRate(page.rate, locale))}</p>
        </section>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {page.months.length > 0 && (
          <section className="panel">
            <h2>{t.statements}</h2>
            <p className="small">{t.statementsLead}</p>
            <ul className="mt-2 grid gap-1">
              {page.months.map(({ month, name }) => (
                <li key={month}>
                  <a href={`payouts/${month}`}>{name}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className="panel">
          <h2>{t.invoices}</h2>
          <p className="small">{t.invoicesLead}</p>
          {page.invoices.length === 0 && <p className="mt-2">{t.noInvoices}</p>}
          <DocumentLinks documents={page.invoices} />
        </section>
      </div>
      <section className="min-w-0">
        <h2>{t.transfers}</h2>
        {page.transfers.length === 0 ? (
          <p className="mt-2">{t.none}</p>
        ) : (
          <Transfers rows={page.transfers} reads={holdsSupplierRole(page.supplier.roles, 'prepare')} />
        )}
      </section>
    </>
  );
}

function Account({ page }: { page: Page }) {
  const t = useMessages().payouts;
  const { status, due, owner } = page;
  const open = status === 'none' || status === 'to-complete';
  return (
    <section className="panel grid gap-3">
      <h2>{t.account}</h2>
      <p>
        <b>{t.standing[status]}</b> {t.lead[status]}
      </p>
      {due.length > 0 && (
        <>
          <p className="small">{t.due}</p>
          <ul className="small list-disc pl-5">
            {[...new Set(due.map((what) => findOwnValue(t.wanted, what.split('.')[0]) ?? t.otherwise))].map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </>
      )}
      {open && owner && (
        <PostForm className="grid justify-items-start gap-3">
          <button type="submit" className="button main">
            {status === 'none' ? t.begin : t.complete}
          </button>
        </PostForm>
      )}
      {open && !owner && <p className="small">{t.ownerOnly}</p>}
    </section>
  );
}

/** `reads`: whether the person may open an order. */
function Transfers({ rows, reads }: { rows: Row[]; reads: boolean }) {
  const t = useMessages().payouts;
  const locale = useLocale();
  const columns = [
    { name: t.columns.day },
    { name: t.columns.order },
    { name: t.columns.state },
    { name: t.columns.amount, numeric: true },
  ];
  return (
    <DataTable label={t.transfers} columns={columns}>
      {rows.map(({ id, orderId, number, state, cents, day }) => (
        <tr key={id}>
          <td>{formatDate(day, locale)}</td>
          <td>{reads ? <a href={`orders/${orderId}`}>{number}</a> : number}</td>
          <td>{t.states[cents < 0 ? 'back' : 'out'][state]}</td>
          <td className="n">{formatMoney(cents, locale)}</td>
        </tr>
      ))}
    </DataTable>
  );
}
