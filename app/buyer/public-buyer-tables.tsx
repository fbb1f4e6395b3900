import { Fragment } from 'react';
import type { EgalimView } from '#app/domain/reporting/declared-food.ts';
import type { AgecRow } from '#app/domain/reporting/declared-goods.ts';
import type { Leaf, ReachedShare } from '#app/domain/reporting/reached-share.ts';
import type { Declarations } from '#app/domain/reporting/year-statement.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatEuros, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { GiftForm, OpenPurchases } from './declaration-forms.tsx';

/**
 * Figures that a public buyer must declare (AGEC, EGalim), with the shares asked, the entries behind each, and what the
 * buyer has to say first. Empty when there is no such purchase.
 */
export function PublicBuyers({
  agec,
  egalim,
  declares,
  canteenSiret,
  of,
  isPublic,
}: Declarations & { of: string; isPublic: boolean }) {
  const t = useMessages().statement;
  const hasGoods = agec.rows.length > 0 || agec.open.length > 0;
  const hasFood = egalim.rows.length > 0 || egalim.meals.cents > 0;
  if (!hasGoods && !hasFood) return null;
  return (
    <section className="section grid gap-4" id="public">
      <h2>{t.publicBuyers}</h2>
      <p>{t.onHalleOnly}</p>
      {isPublic && <Missing of={of} declares={declares} hasCanteen={canteenSiret !== null || !hasFood} />}
      {agec.rows.length > 0 && <Agec rows={agec.rows} />}
      {hasFood && <Egalim view={egalim} />}
      {of !== 'me' && <OpenPurchases agec={agec.open} food={egalim.open} />}
      {isPublic && declares && <GiftForm />}
    </section>
  );
}

function Missing({ of, declares, hasCanteen }: { of: string; declares: boolean; hasCanteen: boolean }) {
  const t = useMessages().statement.organisation;
  if (declares && hasCanteen) return null;
  const href = `/account/organisations/${of}#declarations`;
  return (
    <ul className="no-print grid gap-1">
      {!declares && (
        <li>
          {t.notDeclaring} <a href={href}>{t.missingNature}</a>
        </li>
      )}
      {!hasCanteen && (
        <li>
          <a href={href}>{t.missingCanteen}</a>
        </li>
      )}
    </ul>
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
            <td className="n">
              {formatEuros(row.totalCents, locale)}
              {row.giftCents > 0 && <span className="small block">{t.gift(formatEuros(row.giftCents, locale))}</span>}
            </td>
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

function AskedShare({ share: { baseCents, askedPercent, missingCents } }: { share: ReachedShare }) {
  const t = useMessages().statement;
  const locale = useLocale();
  if (baseCents === 0) return t.nothingBought;
  if (askedPercent === null || missingCents === null) return t.noThreshold;
  return missingCents === 0 ? t.reached(askedPercent) : t.missing(askedPercent, formatEuros(missingCents, locale));
}

function Egalim({ view }: { view: EgalimView }) {
  const { statement: t, food } = useMessages();
  const locale = useLocale();
  const { rows, quality, organic, meatAndFish, meals, open, families } = view;
  const { class: name, total, share, leaves } = t.egalim;
  const columns = [{ name }, { name: total, numeric: true }, { name: share, numeric: true }, { name: leaves }];
  const rules: [string, ReachedShare][] = [
    [t.foodRules.quality, quality],
    [t.foodRules.organic, organic],
    [t.foodRules.meatAndFish, meatAndFish],
  ];
  const openCents = open.reduce((sum, { cents }) => sum + cents, 0);
  return (
    <div className="panel grid gap-4">
      <p className="small">{t.egalimLead}</p>
      <DataTable label={t.egalimLead} columns={columns} className="plain wide">
        {rows.map((row) => (
          <tr key={row.egalim}>
            <th scope="row">{findOwnValue(food.classes, row.egalim) ?? t.noPaper}</th>
            <td className="n">{formatEuros(row.cents, locale)}</td>
            <td className="n">{formatRate(row.basisPoints, locale)}</td>
            <Leaves leaves={row.leaves} />
          </tr>
        ))}
      </DataTable>
      {families.length > 0 && <Families families={families} />}
      <ul className="grid gap-1">
        {rules.map(([rule, reached]) => (
          <li key={rule}>
            {rule} · {formatRate(reached.basisPoints, locale)} · <AskedShare share={reached} />
          </li>
        ))}
        {openCents > 0 && <li>{t.toSay.openFood(formatEuros(openCents, locale))}</li>}
        {meals.cents > 0 && (
          <li>
            {t.foodRules.meals} · {formatEuros(meals.cents, locale)}
          </li>
        )}
      </ul>
    </div>
  );
}

function Families({ families }: { families: EgalimView['families'] }) {
  const { statement: t, food } = useMessages();
  const locale = useLocale();
  const columns = [
    { name: t.family.name },
    { name: t.family.total, numeric: true },
    { name: t.family.quality, numeric: true },
  ];
  return (
    <DataTable label={t.family.name} columns={columns} className="plain">
      {families.map(({ family, cents, qualityCents }) => (
        <tr key={family}>
          <th scope="row">{food.families[family]}</th>
          <td className="n">{formatEuros(cents, locale)}</td>
          <td className="n">{formatEuros(qualityCents, locale)}</td>
        </tr>
      ))}
    </DataTable>
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
