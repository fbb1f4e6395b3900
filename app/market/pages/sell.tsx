import { useLoaderData } from '@remix-run/react';
import { contributionBasisPoints, exampleSale } from '#app/domain/settlement/contribution.ts';
import { contributionVatBasisPoints } from '#app/domain/shared/contribution-rate.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { legalLinks } from '#app/http/legal-texts.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMoney, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/sell', (ctx) => ({
  title: ctx.t.seller.sell.title,
  start: ctx.user ? '/supplier/new' : `/sign-up?to=${encodeURIComponent('/supplier/new')}`,
  mine: listOwnSuppliers(ctx).length > 0,
  rate: contributionBasisPoints,
  vatRate: contributionVatBasisPoints,
  example: exampleSale(10_000, 550),
  texts: legalLinks(ctx, agreements),
}));

export default function Sell() {
  const { start, mine, texts, ...costs } = useLoaderData<typeof loader>();
  const t = useMessages().seller.sell;
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{t.title}</h1>
        <p className="lead mt-2">{t.lead}</p>
      </div>
      <ol className="grid gap-4 sm:grid-cols-2">
        {t.steps.map(([name, text]) => (
          <li key={name} className="panel">
            <h2>{name}</h2>
            <p className="mt-2">{text}</p>
          </li>
        ))}
      </ol>
      <Costs {...costs} />
      <div>
        <p>{t.texts}</p>
        <ul className="list-disc pl-5">
          {texts.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </div>
      <p className="flex flex-wrap gap-3">
        <a className="button main" href={start}>
          {t.start}
        </a>
        {mine && (
          <a className="button" href="/supplier">
            {t.mine}
          </a>
        )}
      </p>
    </div>
  );
}

type CostsProps = { rate: number; vatRate: number; example: ReturnType<typeof exampleSale> };

function Costs({ rate, vatRate, example }: CostsProps) {
  const t = useMessages().seller.sell;
  const locale = useLocale();
  const [share, vat] = [formatRate(rate, locale), formatRate(vatRate, locale)];
  const rows: [string, number][] = [
    [t.example.goods(formatRate(example.goodsVatBasisPoints, locale)), example.htCents],
    [t.example.vat, example.vatCents],
    [t.example.contribution(share), -example.contributionCents],
    [t.example.contributionVat(vat), -example.contributionVatCents],
    [t.example.paidOut, example.paidOutCents],
  ];
  return (
    <section className="panel grid gap-3">
      <h2>{t.cost}</h2>
      <p>{t.contribution(share, vat)}</p>
      <p>{t.free}</p>
      <table className="plain">
        <caption className="text-left">{t.example.label}</caption>
        <tbody>
          {rows.map(([name, cents]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{formatMoney(cents, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
