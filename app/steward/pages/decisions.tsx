import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { defaultTwoPeopleAboveCents } from '#app/domain/shared/town.ts';
import { endDecisionProposal, findDecisionProposal } from '#app/domain/suppliers/deciding.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, type PreparedForm, prepareForm } from '#app/http/form-answer.ts';
import { rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from '#app/steward/button-form.tsx';
import { prepareConfirmation, viewProposals } from '#app/steward/proposals.server.ts';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/decisions', (ctx) => {
  const proposals = viewProposals(ctx);
  return {
    title: ctx.t.decisions.title,
    pageTitle: pageTitle(ctx.t.decisions.title, { count: proposals.length, of: ctx.t.steward.title }),
    proposals,
    aboveCents: ctx.town.twoPeopleAboveCents ?? defaultTwoPeopleAboveCents,
  };
});

const waiting = z.object({ proposal: rowId });

export const action = formAction('steward/decisions', {
  confirm: { schema: waiting, run: (ctx, { proposal }) => confirm(ctx, proposal) },
  end: {
    schema: waiting,
    run: (ctx, { proposal }) =>
      toDecisions(endDecisionProposal(ctx, proposal) ? 'steward.proposal-ended' : 'steward.not-now'),
  },
});

async function confirm(ctx: RequestContext, id: string): Promise<FormAnswer | PreparedForm> {
  const proposal = findDecisionProposal(ctx, id);
  if (!proposal) return toDecisions('steward.not-now');
  const take = await prepareConfirmation(ctx, proposal);
  return prepareForm(() => {
    const taken = take();
    if (taken.ok) return toDecisions('saved');
    return toDecisions(taken.reason === 'second-person' ? 'steward.waits-for-second' : 'steward.not-now');
  });
}

function toDecisions(flash: 'saved' | 'steward.not-now' | 'steward.waits-for-second' | 'steward.proposal-ended') {
  return goTo('/steward/decisions', [flash]);
}

export default function Decisions() {
  const { title, proposals, aboveCents } = useLoaderData<typeof loader>();
  const t = useMessages().decisions;
  const locale = useLocale();
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead(formatMoney(aboveCents, locale))}</p>
      {proposals.length === 0 && <p>{t.none}</p>}
      <ul className="grid gap-3">
        {proposals.map(({ id, says, by, proposedAt, isOwn }) => (
          <li key={id} className="panel grid gap-2">
            <p>
              <b>{says}</b>
              <span className="small block">{t.by(by, formatDateTime(proposedAt, locale))}</span>
              {isOwn && <span className="small block">{t.yours}</span>}
            </p>
            <div className="flex flex-wrap gap-2">
              {!isOwn && (
                <ButtonForm
                  intent="confirm"
                  fields={{ proposal: id }}
                  label={t.confirm}
                  describes={`${t.confirm}: ${says}`}
                  main
                />
              )}
              <ButtonForm
                intent="end"
                fields={{ proposal: id }}
                label={isOwn ? t.withdraw : t.refuse}
                describes={`${isOwn ? t.withdraw : t.refuse}: ${says}`}
              />
            </div>
          </li>
        ))}
      </ul>
    </StewardLayout>
  );
}
