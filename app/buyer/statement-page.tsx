import type { ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { flowsOf } from '#app/domain/reporting/flows.ts';
import type { Declarations, YearStatement } from '#app/domain/reporting/year-statement.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber, formatRate } from '#app/i18n/format.ts';
import { formatCo2 } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { FlowChart } from '#app/ui/flow-chart.tsx';
import { MonthChart } from '#app/ui/month-chart.tsx';
import { GroupTable } from '#app/ui/totals-table.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';
import { PublicBuyers } from './public-buyer-tables.tsx';

type Page = {
  title: string;
  of: string;
  buyer: string;
  buyers: { id: string; name: string }[];
  years: number[];
  statement: YearStatement;
  declarations: Declarations;
  /** Of the organisation: whether it is a public one, and has a SIRET. */
  isPublic: boolean;
  hasSiret: boolean;
  size: number;
};

/** The suppliers with the highest amounts; the files list all of them. */
const suppliersShown = 10;

/** A buyer's year: sums, their parts and the unknown share. The entries behind them have their own page. */
export function StatementPage({ page }: { page: Page }) {
  const all = useMessages();
  const t = all.statement;
  const locale = useLocale();
  const { statement, of } = page;
  const { totals } = statement;
  const categories = statement.categories.map((one) => ({
    ...one,
    name: all.categories[one.key as keyof typeof all.categories] ?? one.key,
  }));
  return (
    <div className="wrap section statement">
      <h1>{page.title}</h1>
      <p className="lead mt-2">{t.lead(page.buyer)}</p>
      <Choices page={page} />
      {totals.lines === 0 ? (
        <p className="panel mt-6">{t.noneIn(statement.year)}</p>
      ) : (
        <>
          <section className="section">
            <h2>{t.whole}</h2>
            <p className="small mb-3">
              {t.orders(totals.orders, totals.lines)}{' '}
              <a href={`/statement/${statement.year}/entries?of=${of}`}>{t.open}</a>{' '}
              {statement.corrections > 0 && t.corrections(statement.corrections)}
            </p>
            <TownTotalsPanel totals={{ ...totals, hidden: false }} locale={locale} />
            <Unreferenced totals={totals} />
          </section>
          <Before before={statement.before} />
          <section className="section">
            <h2 className="mb-3">{t.months}</h2>
            <MonthChart months={statement.months.map((one) => ({ ...one, month: one.key }))} />
          </section>
          <section className="section">
            <h2>{t.categories}</h2>
            <p className="small mb-3">{all.observatory.flowsLead}</p>
            <FlowChart flows={categories.map((one) => ({ name: one.name, ...flowsOf(one) }))} />
            <div className="mt-4">
              <GroupTable label={t.categories} groups={categories} />
            </div>
          </section>
          <section className="section">
            <h2 className="mb-3">{t.suppliers}</h2>
            <GroupTable
              label={t.suppliers}
              groups={statement.suppliers.slice(0, suppliersShown).map((one) => ({ ...one, name: one.key }))}
            />
            {statement.suppliers.length > suppliersShown && (
              <p className="small mt-2">{t.moreSuppliers(statement.suppliers.length - suppliersShown)}</p>
            )}
          </section>
          <PublicBuyers {...page.declarations} of={of} isPublic={page.isPublic} />
          <Downloads page={page} />
          <p className="small mt-6">
            {t.method(statement.methods.join(', '), statement.factors.join(', '))}{' '}
            {t.head(formatNumber(page.size, locale))} {t.recompute}
          </p>
        </>
      )}
    </div>
  );
}

function Choices({ page: { buyers, of, years, statement } }: { page: Page }) {
  const t = useMessages().statement;
  const who = [...buyers, { id: 'me', name: t.me }];
  return (
    <div className="no-print mt-4 flex flex-wrap gap-x-8 gap-y-2">
      <nav aria-label={t.buyers} className="flex flex-wrap gap-3">
        {who.map(({ id, name }) => (
          <a key={id} href={`/statement?of=${id}`} aria-current={id === of ? 'page' : undefined} className="pill">
            {name}
          </a>
        ))}
      </nav>
      {years.length > 1 && (
        <nav aria-label={t.years} className="flex flex-wrap gap-3">
          {years.map((year) => (
            <a
              key={year}
              href={`/statement/${year}?of=${of}`}
              aria-current={year === statement.year ? 'page' : undefined}
              className="pill"
            >
              {year}
            </a>
          ))}
        </nav>
      )}
    </div>
  );
}

function Unreferenced({ totals }: { totals: ImpactTotals }) {
  const t = useMessages().statement;
  const locale = useLocale();
  if (totals.unreferencedCents === 0 || totals.spentCents === 0) return null;
  const share = Math.round((totals.unreferencedCents / totals.spentCents) * 10_000);
  return <p className="small mt-2">{t.unreferenced(formatRate(share, locale))}</p>;
}

function Before({ before }: { before: YearStatement['before'] }) {
  const messages = useMessages();
  const t = messages.statement.before;
  const locale = useLocale();
  if (!before.ok) return <p className="mt-4">{t[before.reason](before.year)}</p>;
  return (
    <section className="section">
      <h2>{t.title(before.year)}</h2>
      <p className="small mb-3">{t.words}</p>
      {before.difference && <p className="mb-3">{t.difference(formatCo2(before.difference, messages, locale))}</p>}
      <TownTotalsPanel totals={{ ...before.totals, hidden: false }} locale={locale} />
    </section>
  );
}

function Downloads({ page: { statement, of, declarations, hasSiret } }: { page: Page }) {
  const t = useMessages().statement;
  const isMade: Record<string, boolean> = {
    'agec58.csv': declarations.declares && hasSiret,
    'ma-cantine.csv': declarations.canteenSiret !== null,
  };
  const files = Object.entries(t.files).filter(([file]) => findOwnValue(isMade, file) ?? true);
  return (
    <section className="section no-print">
      <h2>{t.downloads}</h2>
      <ul className="mt-3 flex flex-wrap gap-3">
        {files.map(([file, name]) => (
          <li key={file}>
            <a className="button quiet" href={`/statement/${statement.year}/${file}?of=${of}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
