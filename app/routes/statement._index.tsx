import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { today } from '#app/domain/shared/context.ts';
import { listYears, ownBuyer } from '#app/domain/statements/year.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { ToMarket } from '#app/ui/to-market.tsx';

export const meta = titled;

/** The latest year in which something was bought. */
export const loader = answer('statement._index', (visit) => {
  const of = visit.url.searchParams.get('of');
  const [latest] = listYears(visit, ownBuyer(visit, of));
  if (latest) throw redirect(`/statement/${latest}${of ? `?of=${encodeURIComponent(of)}` : ''}`, 303);
  return { title: visit.t.statement.title(Number(today(visit.now).slice(0, 4))) };
});

export default function NoStatement() {
  const t = useMessages();
  const { title } = useLoaderData<typeof loader>();
  return (
    <div className="wrap section">
      <h1>{title}</h1>
      <ToMarket>
        <p>{t.statement.none}</p>
      </ToMarket>
    </div>
  );
}
