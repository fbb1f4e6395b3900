import { useLoaderData } from '@remix-run/react';
import { embeddedRules, scoredOffers } from '#app/domain/search/ranking-weights.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';

export const meta = pageMeta;

/** The ranking rules of the configured engine as text, derived from the code that ranks. */
function rulesOf({ rules }: Messages['ranking'], engine: 'embedded' | 'meilisearch'): string[] {
  const say = rules as Record<string, (numbers: never) => string>;
  const all =
    engine === 'embedded' ? embeddedRules : [...embeddedRules, { rule: 'scored-first', first: scoredOffers } as const];
  return all.map((one) => say[one.rule]!(one as never));
}

export const loader = routeHandler('town/ranking', (ctx) => ({
  title: ctx.t.ranking.title,
  rules: rulesOf(ctx.t.ranking, ctx.services.env.search.kind),
}));

export default function Ranking() {
  const { rules } = useLoaderData<typeof loader>();
  const { ranking: t } = useMessages();
  return (
    <div className="wrap section prose">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <h2>{t.withWords}</h2>
      <ol>
        {rules.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <h2>{t.without}</h2>
      <ul>
        {t.withoutList.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{t.sorts}</h2>
      <p>{t.sortsText}</p>
      <p>{t.publicBuyers}</p>
      <p>
        <b>{t.paid}</b>
      </p>
    </div>
  );
}
