import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listOwnStalls } from '#app/domain/suppliers/members.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';

export const meta = titled;

/** One stall opens at once; none or several are a choice. */
export const loader = answer('supplier._index', (visit) => {
  const stalls = listOwnStalls(visit);
  if (stalls.length === 1) throw redirect(`/supplier/${stalls[0]!.slug}`, 303);
  return { title: visit.t.desk.stalls, stalls };
});

export default function Stalls() {
  const { stalls } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-5">
      <h1>{t.desk.stalls}</h1>
      {stalls.length === 0 && <p className="lead">{t.desk.noStall}</p>}
      <ul className="rows">
        {stalls.map((stall) => (
          <li key={stall.slug}>
            <span className={`state state-${stall.status}`}>{t.desk.states[stall.status]}</span>{' '}
            <a href={`/supplier/${stall.slug}`}>{stall.name}</a>
          </li>
        ))}
      </ul>
      <p>
        <a className="button main" href="/supplier/new">
          {t.desk.join}
        </a>
      </p>
    </div>
  );
}
