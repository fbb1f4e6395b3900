import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { organisationTeam } from '#app/domain/accounts/memberships.server.ts';
import { isRna } from '#app/domain/accounts/siret-claim.ts';
import { listTeam } from '#app/domain/accounts/teams.server.ts';
import { findParty } from '#app/domain/suppliers/invited.server.ts';
import { listMembers } from '#app/domain/suppliers/members.server.ts';
import {
  decideSiretClaim,
  listSiretContests,
  type SiretClaimant,
} from '#app/domain/suppliers/siret-contests.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { requiredText, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/sirets', (ctx) => {
  const contests = listSiretContests(ctx);
  return {
    title: ctx.t.claims.title,
    pageTitle: pageTitle(ctx.t.claims.title, { count: contests.length, of: ctx.t.steward.title }),
    contests: contests.map(({ number, kind, claimants }) => ({
      number,
      kind,
      claimants: claimants.map((claimant) => ({ ...claimant, ...namesOf(ctx, claimant) })),
    })),
  };
});

function namesOf(ctx: RequestContext, { kind, id }: SiretClaimant) {
  const party = findParty(ctx, { kind, id });
  const people = kind === 'supplier' ? listMembers(ctx, id) : listTeam(ctx, organisationTeam(id));
  return {
    name: party?.name ?? id,
    page: party?.slug ? `/steward/suppliers/${party.slug}` : null,
    people: people.map(({ name, email }) => `${name}, ${email}`),
  };
}

export const action = formAction('steward/sirets', {
  grant: { schema: z.object({ claim: rowId, reason: requiredText(1000) }), run: grant },
});

function grant(ctx: RequestContext, { claim, reason }: { claim: string; reason: string }): FormAnswer {
  const decided = decideSiretClaim(ctx, claim, reason);
  if (decided.ok) return goTo('/steward/sirets', ['queue.decided']);
  if (decided.reason === 'second-person') return goTo('/steward/sirets', ['steward.waits-for-second']);
  return decided.reason === 'holder-open'
    ? invalidForm(ctx.t.claims['holder-open'], 409)
    : goTo('/steward/sirets', ['steward.not-now']);
}

export default function ContestedSiretsPage() {
  const { title, contests } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.claims.lead}</p>
      {contests.length === 0 && <p>{t.claims.none}</p>}
      {contests.map((contest) => (
        <section key={contest.kind + contest.number} className="panel grid gap-3">
          <h2>
            {isRna(contest.number) ? t.account.rnaIs(contest.number) : t.account.siretIs(contest.number)},{' '}
            {t.claims.kinds[contest.kind]}
          </h2>
          <ul className="rows">
            {contest.claimants.map((claimant) => (
              <Claimant key={claimant.id} claimant={claimant} />
            ))}
          </ul>
        </section>
      ))}
    </StewardLayout>
  );
}

type Shown = SiretClaimant & ReturnType<typeof namesOf>;

function Claimant({ claimant }: { claimant: Shown }) {
  const { claims: t, colon } = useMessages();
  const { name, page, people, since, isOpen, claimId } = claimant;
  const hasIt = isOpen ? t.sells : t.holds;
  return (
    <li className="grid gap-3">
      <p>
        {page ? <a href={page}>{name}</a> : <b>{name}</b>} {since ? t.since(since) : hasIt}
        <span className="small block">{[t.people, people.join(' ; ')].join(colon)}</span>
      </p>
      {claimId && (
        <PostForm intents={['grant']} hiddenFields={{ claim: claimId }} className="grid max-w-xl gap-3">
          <Field id={`reason-${claimId}`} name="reason" label={t.reason} maxLength={1000} required />
          <p>
            <button type="submit" className="button" name="intent" value="grant">
              {t.grant(name)}
            </button>
          </p>
        </PostForm>
      )}
    </li>
  );
}
