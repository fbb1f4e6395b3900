import { useLoaderData } from '@remix-run/react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import {
  acceptInvitation,
  declineInvitation,
  type InvitedParty,
  readInvitation,
} from '#app/domain/suppliers/invited.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** The token is in the query, so that no log of paths and no `Referer` has it. */
const tokenOf = ({ url }: Pick<RequestContext, 'url'>) => url.searchParams.get('token') ?? '';

export const loader = routeHandler('account/invitations', (ctx) => {
  const invitation = readInvitation(ctx, tokenOf(ctx));
  return {
    title: ctx.t.teams.invitation.title,
    here: ctx.url.pathname + ctx.url.search,
    user: ctx.user && { name: ctx.user.name, email: ctx.user.email },
    invitation: invitation ? shownInvitation(ctx, invitation) : null,
  };
});

type ReadInvitation = NonNullable<ReturnType<typeof readInvitation>>;

function shownInvitation({ t }: RequestContext, { party, ...invitation }: ReadInvitation) {
  const labels: Record<string, readonly string[]> = t.teams.roles[party.kind];
  const described = (roles: readonly string[]) => roles.flatMap((role) => [findOwnValue(labels, role) ?? []]);
  const messages = t.teams[party.kind];
  return {
    title: (invitation.giverKeeps ? messages.takeTitle : messages.joinTitle)(party.name),
    kind: party.kind,
    name: party.name,
    siret: party.siret,
    email: invitation.email,
    inviter: invitation.inviter,
    isMine: invitation.isMine,
    handsOver: invitation.giverKeeps !== null,
    kept: described(invitation.giverKeeps ?? []).flatMap(([name]) => name ?? []),
    roles: described(invitation.roles),
  };
}

export const action = formAction('account/invitations', {
  accept: { schema: noFields, run: accept },
  decline: { schema: noFields, run: decline },
});

function accept(ctx: RequestContext): FormAnswer {
  const handsOver = readInvitation(ctx, tokenOf(ctx))?.giverKeeps != null;
  const accepted = acceptInvitation(ctx, tokenOf(ctx));
  if (!accepted.ok) return refusal(ctx, accepted.reason);
  const { party } = accepted;
  return goTo(pageOf(party), [handsOver ? 'team.taken' : 'team.joined', party.name]);
}

function decline(ctx: RequestContext): FormAnswer {
  const declined = declineInvitation(ctx, tokenOf(ctx));
  return declined.ok ? goTo('/account', ['team.declined']) : refusal(ctx, declined.reason);
}

function refusal(ctx: RequestContext, reason: 'gone' | 'other-address'): FormAnswer {
  const { invitation: t } = ctx.t.teams;
  if (reason === 'gone') return invalidForm(t.gone, 409);
  return invalidForm(t.otherAddress(readInvitation(ctx, tokenOf(ctx))?.email ?? ''));
}

function pageOf({ kind, id, slug }: InvitedParty): string {
  return kind === 'supplier' ? `/supplier/${slug}` : `/account/organisations/${id}`;
}

type Shown = ReturnType<typeof shownInvitation>;

export default function InvitationPage() {
  const { invitation, user, here } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.teams.invitation;
  return (
    <div className="wrap section grid max-w-2xl gap-5">
      <h1>{invitation ? invitation.title : messages.title}</h1>
      {!invitation && <p className="lead">{messages.gone}</p>}
      {invitation && <Facts invitation={invitation} user={user} />}
      {invitation && !user && <SignIn email={invitation.email} here={here} />}
      {invitation && user && !invitation.isMine && <OtherAccount email={invitation.email} here={here} />}
      {invitation?.isMine && <Answer invitation={invitation} />}
    </div>
  );
}

function Facts({ invitation, user }: { invitation: Shown; user: { name: string; email: string } | null }) {
  const t = useMessages();
  const messages = t.teams.invitation;
  return (
    <section className="panel grid gap-3">
      <dl className="grid gap-3">
        <div>
          <dt className="small">{messages.from}</dt>
          <dd>{invitation.inviter}</dd>
        </div>
        <div>
          <dt className="small">{messages.to}</dt>
          <dd>
            <b>{invitation.name}</b>
            {invitation.siret && <span className="small block">{t.account.siretIs(invitation.siret)}</span>}
          </dd>
        </div>
        <div>
          <dt className="small">{messages.asRoles}</dt>
          {invitation.roles.map(([name, what]) => (
            <dd key={name}>
              <b>{name}</b> <span className="small">{what}</span>
            </dd>
          ))}
        </div>
        <div>
          <dt className="small">{messages.forAddress}</dt>
          <dd>{invitation.email}</dd>
        </div>
        {user && (
          <div>
            <dt className="small">{messages.signedInAs}</dt>
            <dd>
              {user.name}, {user.email}
            </dd>
          </div>
        )}
      </dl>
      {invitation.handsOver && <p>{messages.takeWhy(invitation.inviter, invitation.kept.join(', '))}</p>}
    </section>
  );
}

function SignIn({ email, here }: { email: string; here: string }) {
  const messages = useMessages().teams.invitation;
  const to = encodeURIComponent(here);
  return (
    <>
      <p>{messages.signInFirst(email)}</p>
      <p className="flex flex-wrap gap-3">
        <a className="button main" href={`/sign-in?to=${to}`}>
          {messages.signIn}
        </a>
        <a className="button quiet" href={`/sign-up?for=person&to=${to}`}>
          {messages.signUp}
        </a>
      </p>
    </>
  );
}

function OtherAccount({ email, here }: { email: string; here: string }) {
  const messages = useMessages().teams.invitation;
  return (
    <>
      <p className="notice care">{messages.otherAddress(email)}</p>
      <form method="post" action="/sign-out">
        <input type="hidden" name="to" value={here} />
        <button type="submit" className="button">
          {messages.switch}
        </button>
      </form>
    </>
  );
}

function Answer({ invitation }: { invitation: Shown }) {
  const t = useMessages().teams;
  const { accept: join, take } = t[invitation.kind];
  return (
    <PostForm intents={['accept', 'decline']} className="flex flex-wrap gap-3">
      <button type="submit" className="button main" name="intent" value="accept">
        {invitation.handsOver ? take : join}
      </button>
      <button type="submit" className="button quiet" name="intent" value="decline">
        {t.invitation.decline}
      </button>
    </PostForm>
  );
}
