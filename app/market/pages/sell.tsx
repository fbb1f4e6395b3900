import { useLoaderData } from '@remix-run/react';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/sell', (ctx) => ({
  title: ctx.t.seller.sell.title,
  start: ctx.user ? '/supplier/new' : `/sign-up?to=${encodeURIComponent('/supplier/new')}`,
  mine: listOwnSuppliers(ctx).length > 0,
}));

export default function Sell() {
  const { start, mine } = useLoaderData<typeof loader>();
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
      <p>{t.cost}</p>
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
