import { useLoaderData } from '@remix-run/react';
import { listSupplierEntries } from '#app/domain/evidence/supplier-entries.server.ts';
import { findOutsideTimes } from '#app/domain/ledger/outside-times.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/ledger._index', (ctx, own) => {
  const entries = listSupplierEntries(ctx, own.supplier.id);
  const outsideTimesOf = findOutsideTimes(
    ctx,
    entries.map(({ index }) => index),
  );
  return {
    ...sellerHeader(own, ctx.t.evidenceEntries.title),
    entries: entries.map(({ index, kind, at, values }) => ({
      index,
      at,
      kind: findOwnValue(ctx.t.evidenceEntries.kinds, kind) ?? kind,
      values: values.map(({ criterion, level }) => {
        const known = findCriterion(ctx.method, criterion);
        return [
          known ? shownCriterionName(known, ctx) : criterion,
          level && (findOwnValue(ctx.t.levels, level) ?? level),
        ]
          .filter(Boolean)
          .join(' · ');
      }),
      ...outsideTimesOf(index),
    })),
  };
});

export default function SupplierLedgerPage() {
  const { supplier, entries } = useLoaderData<typeof loader>();
  const { evidenceEntries: t, colon } = useMessages();
  const locale = useLocale();
  const base = `/supplier/${supplier.slug}/ledger/receipts`;
  const time = (of: { at: string } | null) => (of ? formatDateTime(of.at, locale) : t.notYet);
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{t.lead}</p>
      <p className="mt-2">
        <a href={`/suppliers/${supplier.slug}/ledger.xml`}>{t.feed}</a>
      </p>
      {entries.length === 0 ? (
        <p className="panel mt-4">{t.none}</p>
      ) : (
        <div className="panel mt-4">
          <DataTable
            label={t.title}
            columns={[{ name: t.entry, numeric: true }, { name: t.what }, { name: t.receipt }]}
          >
            {entries.map((entry) => (
              <tr key={entry.index}>
                <td className="n">{formatNumber(entry.index, locale)}</td>
                <td>
                  {entry.kind}
                  <ul className="small">
                    {entry.values.map((value) => (
                      <li key={value}>{value}</li>
                    ))}
                  </ul>
                  <p className="small">
                    {[t.signed, t.between(time(entry.notBefore), time(entry.notAfter))].join(colon)}
                  </p>
                </td>
                <td>
                  <a href={`${base}?entry=${entry.index}`} download aria-label={t.receiptOf(entry.index)}>
                    {t.download}
                  </a>
                </td>
              </tr>
            ))}
          </DataTable>
        </div>
      )}
    </SellerLayout>
  );
}
