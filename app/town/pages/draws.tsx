import { useLoaderData } from '@remix-run/react';
import { listDraws, publicDraw } from '#app/domain/evidence/draws.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/draws', (ctx) => ({
  title: ctx.t.draws.title,
  draws: listDraws(ctx)
    .map(publicDraw)
    .map(({ pool, result, ...draw }) => ({ ...draw, pool: pool.length, result })),
}));

/** The draws by lot in public: pool, seed and result, and how to draw again. */
export default function DrawsPage() {
  const { title, draws } = useLoaderData<typeof loader>();
  const messages = useMessages().draws;
  const locale = useLocale();
  return (
    <div className="wrap section prose">
      <h1>{title}</h1>
      <p className="lead">{messages.lead}</p>
      <p>{messages.how}</p>
      <p>
        <a href="/draws.json">{messages.file}</a>
      </p>
      {draws.length === 0 && <p>{messages.none}</p>}
      {draws.map((draw) => (
        <section key={draw.draw} className="panel">
          <h2 className="mt-0">{draw.draw}</h2>
          <p>{messages.announced[draw.seedBy](draw.size, draw.pool, formatDateTime(draw.after, locale))}</p>
          {draw.seedBy === 'own' && <p className="notice care">{messages.weaker}</p>}
          {draw.seed === null ? (
            <p>{messages.waits[draw.seedBy]}</p>
          ) : (
            <>
              <p className="small break-all">{messages.seed(draw.seed)}</p>
              <p className="small break-all">{messages.result(draw.result?.join(', ') ?? '')}</p>
            </>
          )}
        </section>
      ))}
    </div>
  );
}
