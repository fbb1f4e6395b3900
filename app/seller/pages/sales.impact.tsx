import { useLoaderData } from '@remix-run/react';
import { checkSalesInside } from '#app/domain/reporting/inside-total.server.ts';
import { type SupplierYear, supplierYears } from '#app/domain/reporting/supplier-years.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMass } from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { InsideTotalPanel } from '#app/ui/inside-total-panel.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/sales.impact', (ctx, { supplier, roles }) => {
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.contribution.title),
    name: supplier.name,
    years: supplierYears(ctx, supplier.id),
    method: `${refOf(ctx.method)}, ${ctx.factors.active.ref}`,
    ledger: `${ctx.services.env.origin}/ledger`,
    inside: checkSalesInside(ctx, supplier.id),
  };
});

export default function Contribution() {
  const { supplier, name, years, method, ledger, inside } = useLoaderData<typeof loader>();
  const t = useMessages().contribution;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{t.lead}</p>
      {years.length === 0 && <p className="panel">{t.none}</p>}
      {years.map((one) => (
        <section key={one.year} className="grid gap-3">
          <h2>{one.year}</h2>
          <TownTotalsPanel totals={{ ...one, hidden: false }} locale={locale} />
          <div className="panel grid gap-2">
            <h3>{t.share}</h3>
            {one.shareable ? (
              <>
                <p className="small">{t.shareLead}</p>
                <Facts name={name} one={one} method={method} ledger={ledger} />
              </>
            ) : (
              <p>{t.tooFew}</p>
            )}
          </div>
        </section>
      ))}
      {years.length > 0 && (
        <InsideTotalPanel inside={inside} file={`/supplier/${supplier.slug}/sales/published.json`} />
      )}
    </SellerLayout>
  );
}

/** Facts with their amount, interval, reference and period, and without adjectives. */
function Facts({ name, one, method, ledger }: { name: string; one: SupplierYear; method: string; ledger: string }) {
  const all = useMessages();
  const t = all.contribution;
  const locale = useLocale();
  const facts = [
    t.orders(name, one.orders, one.year),
    one.retainedCents && t.kept(formatMoneyInterval(one.retainedCents, all, locale)),
    one.inclusionMinutes && t.hours(formatMinutesInterval(one.inclusionMinutes, all, locale)),
    one.keptGrams > 0 && t.mass(formatMass(one.keptGrams, locale)),
    one.delta && t.co2(formatCo2(one.delta, all, locale)),
    t.method(method, ledger),
  ].filter(Boolean);
  return <blockquote className="border-l-4 border-line pl-4">{facts.join(' ')}</blockquote>;
}
