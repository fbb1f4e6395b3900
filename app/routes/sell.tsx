import { useLoaderData } from '@remix-run/react';
import { listOwnStalls } from '#app/domain/suppliers/members.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';

export const meta = titled;

export const loader = answer('sell', (visit) => ({
  title: visit.t.desk.sell.title,
  start: visit.user ? '/supplier/new' : `/sign-up?to=${encodeURIComponent('/supplier/new')}`,
  mine: listOwnStalls(visit).length > 0,
}));

export default function Sell() {
  const { start, mine } = useLoaderData<typeof loader>();
  const t = useMessages().desk.sell;
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
