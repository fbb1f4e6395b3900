// Tasks of the day for a person of a supplier, by their roles: orders, expiring evidence, and the step that would raise the score most.

import { holdsSupplierRole, type SupplierRole } from '#app/domain/suppliers/supplier.ts';
import { formatDay, formatMoney, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { SellerHeader } from './seller-layout.tsx';

export type TodayView = {
  orders: number;
  /** Things that press at the lending desk; null for who lends nothing. */
  lent: number | null;
  nextDay: string | null;
  dueCents: number;
  proven: number;
  ending: number;
  step: { criterionId: string; label: string; points: number } | null;
  live: number;
  soldOut: number;
};

export function TodayTasks({ today, supplier }: { today: TodayView; supplier: SellerHeader }) {
  const t = useMessages();
  const messages = t.seller.today;
  const locale = useLocale();
  const base = `/supplier/${supplier.slug}`;
  const may = (role: SupplierRole) => holdsSupplierRole(supplier.roles, role);
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {may('prepare') && (
        <li className="panel tile">
          <a href={`${base}/orders`}>{t.seller.nav.orders}</a>
          <b>{formatNumber(today.orders, locale)}</b>
          <span className="small">
            {today.orders === 0
              ? messages.noOrder
              : today.nextDay
                ? messages.nextDay(formatDay(today.nextDay, locale))
                : messages.toPrepare}
          </span>
        </li>
      )}
      {may('prepare') && today.lent !== null && (
        <li className="panel tile">
          <a href={`${base}/lending`}>{t.seller.nav.lending}</a>
          <b>{formatNumber(today.lent, locale)}</b>
          <span className="small">{t.lending.today(today.lent)}</span>
        </li>
      )}
      {may('account') && (
        <li className="panel tile">
          <a href={`${base}/sales`}>{t.seller.nav.sales}</a>
          <b>{formatMoney(today.dueCents, locale)}</b>
          <span className="small">{messages.due}</span>
        </li>
      )}
      <li className="panel tile">
        <a href={`${base}/offers`}>{t.seller.nav.offers}</a>
        <b>{formatNumber(today.live, locale)}</b>
        <span className="small">{messages.soldOut(today.soldOut)}</span>
      </li>
      {may('prove') && (
        <li className="panel tile">
          <a href={`${base}/proofs`}>{t.seller.nav.proofs}</a>
          <b>{formatNumber(today.proven, locale)}</b>
          <span className="small">
            {today.ending > 0 && <span className="font-semibold text-brick">{messages.ending(today.ending)} </span>}
            {today.step && (
              <a href={`${base}/proofs/${today.step.criterionId}`}>
                {messages.step(today.step.label, formatNumber(today.step.points, locale, 1))}
              </a>
            )}
          </span>
        </li>
      )}
    </ul>
  );
}
