import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { listYears, ownBuyer } from '#app/domain/reporting/year-statement.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

/** Redirects to the latest year with a purchase. */
export const loader = routeHandler('buyer/statement._index', (ctx) => {
  const of = ctx.url.searchParams.get('of');
  const [latest] = listYears(ctx, ownBuyer(ctx, of));
  if (latest) throw redirect(`/statement/${latest}${of ? `?of=${encodeURIComponent(of)}` : ''}`, 303);
  return { title: ctx.t.statement.title(Number(localDay(ctx.now, ctx.town).slice(0, 4))) };
});

export default function NoStatement() {
  const t = useMessages();
  const { title } = useLoaderData<typeof loader>();
  return (
    <div className="wrap section">
      <h1>{title}</h1>
      <EmptyPanel>
        <p>{t.statement.none}</p>
      </EmptyPanel>
    </div>
  );
}
