import { Fragment } from 'react';
import type { AgecRow, EgalimView, Leaf, ReachedShare } from '#app/domain/reporting/public-buyers.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatEuros, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

/**
 * Figures that a public buyer must declare (AGEC, EGalim), with the shares asked and the entries behind each. Empty when
 * there is no such purchase.
 */
export function PublicBuyers({ agec, egalim }: { agec: AgecRow[]; egalim: EgalimView }) {
  const t = useMessages().statement;
  const hasFood = egalim.rows.length > 0 || egalim.meals.cents > 0;
  if (agec.length === 0 && !hasFood) return null;
  return (
    <section className="section grid gap-4">
      <h2>{t.publicBuyers}</h2>
      <p>{t.onHalleOnly}</p>
      {agec.length > 0 && <Agec rows={agec} />}
      {hasFood && <Egalim view={egalim} />}
    </section>
  );
}

function Agec({ rows }: { rows: AgecRow[] }) {
  const t = useMessages().statement;
  const locale = useLocale();
  const { category, total, reused, recycled, leaves } = t.agec;
  const columns = [
    { name: category },
    ...[total, reused, recycled].map((name) => ({ name, numeric: true })),
    { name: leaves },
  ];
  return (
    <div className="panel">
      <p className="small mb-2">{t.agecLead}</p>
      <DataTable label={t.agecLead} columns={columns} className="plain wide">
        {rows.map((row) => (
          <tr key={row.category}>
            <th scope="row">{row.category}</th>
            <td className="n">{formatEuros(row.totalCents, locale)}</td>
            <ShareCell share={row.reuse} />
            <ShareCell share={row.recycled} />
            <Leaves leaves={row.leaves} />
          </tr>
        ))}
      </DataTable>
    </div>
  );
}

/** The share, the one asked, and the euros that are missing to it. */
function ShareCell({ share }: { share: ReachedShare }) {
  const locale = useLocale();
  return (
    <td className="n">
      {formatEuros(share.cents, locale)} · {formatRate(share.basisPoints, locale)}
      <span className="small block">
        <AskedShare share={share} />
      </span>
    </td>
  );
}

function AskedShare({ share: { askedPercent, missingCents } }: { share: ReachedShare }) {
  const t = useMessages().statement;
  const locale = useLocale();
  if (askedPercent === null || missingCents === null) return t.noThreshold;
  return missingCents === 0 ? t.reached(askedPercent) : t.missing(askedPercent, formatEuros(missingCents, locale));
}

function Egalim({ view: { rows, quality, organic, meals } }: { view: EgalimView }) {
  const t = useMessages().statement;
  const locale = useLocale();
  const { class: name, total, share, leaves } = t.egalim;
  const columns = [{ name }, { name: total, numeric: true }, { name: share, numeric: true }, { name: leaves }];
  const rules: [string, ReachedShare][] = [
    [t.foodRules.quality, quality],
    [t.foodRules.organic, organic],
  ];
  return (
    <div className="panel">
      <p className="small mb-2">{t.egalimLead}</p>
      <DataTable label={t.egalimLead} columns={columns} className="plain wide">
        {rows.map((row) => (
          <tr key={row.egalim}>
            <th scope="row">{findOwnValue(t.classes, row.egalim) ?? row.egalim}</th>
            <td className="n">{formatEuros(row.cents, locale)}</td>
            <td className="n">{formatRate(row.basisPoints, locale)}</td>
            <Leaves leaves={row.leaves} />
          </tr>
        ))}
      </DataTable>
      <ul>
        {rules.map(([rule, reached]) => (
          <li key={rule}>
            {rule} · {formatRate(reached.basisPoints, locale)} · <AskedShare share={reached} />
          </li>
        ))}
        <li>{t.foodRules.meatAndFish}</li>
        {meals.cents > 0 && (
          <li>
            {t.foodRules.meals} · {formatEuros(meals.cents, locale)}
          </li>
        )}
      </ul>
    </div>
  );
}

const leavesShown = 12;

/** Links each entry behind a number to the receipt of its order. */
function Leaves({ leaves }: { leaves: Leaf[] }) {
  const t = useMessages().statement;
  const more = leaves.length - leavesShown;
  return (
    <td className="small leaves">
      {leaves.slice(0, leavesShown).map(({ index, order, line }, i) => (
        <Fragment key={index}>
          {i > 0 && ', '}
          <a href={`/orders/${order}/receipt#line-${line}`}>{index}</a>
        </Fragment>
      ))}
      {more > 0 && ` ${t.moreLeaves(more)}`}
    </td>
  );
}
