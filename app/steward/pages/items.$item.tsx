import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { formAction } from '#app/http/form-action.server.ts';
import { optionalText } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { viewDecisions } from '#app/steward/decision-entries.server.ts';
import { DecisionEntryList } from '#app/steward/decision-entries.tsx';
import { DecisionForm } from '#app/steward/decision-form.tsx';
import { decideAndGoOn } from '#app/steward/item-actions.server.ts';
import { ItemSubject } from '#app/steward/item-subject.tsx';
import { viewItem } from '#app/steward/item-view.server.ts';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/items.$item', (ctx, { params }: LoaderFunctionArgs) => {
  const view = viewItem(ctx, params.item ?? '');
  return {
    title: `${ctx.t.steward.kinds[view.kind]} · ${view.supplier.name}`,
    pageTitle: pageTitle(ctx.t.steward.kinds[view.kind], {
      state: view.criterion?.label ?? view.offer?.name,
      of: view.supplier.name,
    }),
    search: ctx.url.search,
    decisions: viewDecisions(ctx, (params.item ?? '').split(':')[1] ?? ''),
    view,
  };
});

export const action = formAction('steward/items.$item', {
  decide: {
    schema: z.object({ choice: optionalText(40), reason: optionalText(1000) }),
    run: (ctx, { choice, reason }, { item }) => decideAndGoOn(ctx, item, choice, reason),
  },
});

export default function Item() {
  const { title, view, search, decisions } = useLoaderData<typeof loader>();
  const messages = useMessages().steward;
  return (
    <StewardLayout title={title}>
      <div className="split">
        <ItemSubject view={view} />
        {view.decided || (view.own && view.kind !== 'evidence') ? (
          <p className="panel">{view.decided ? messages.errors['not-now'] : messages.ownStall}</p>
        ) : (
          <DecisionForm view={view} search={search} />
        )}
      </div>
      <DecisionEntryList entries={decisions} />
    </StewardLayout>
  );
}
