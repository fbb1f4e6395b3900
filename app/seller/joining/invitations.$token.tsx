import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { NotFound } from '#app/domain/shared/errors.ts';
import { acceptInvitation, findInvitation } from '#app/domain/suppliers/members.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('seller/joining/invitations.$token', (ctx, { params }: LoaderFunctionArgs) => {
  const invitation = findInvitation(ctx, params.token ?? '');
  if (!invitation) throw new NotFound('invitation');
  const { name } = invitation.supplier;
  return { title: ctx.t.seller.team.joinTitle(name), name, role: invitation.role };
});

export const action = formAction('seller/joining/invitations.$token', {
  schema: noFields,
  run: (ctx, _, { token }) => goTo(`/supplier/${acceptInvitation(ctx, token)}`),
});

export default function Invitation() {
  const { name, role } = useLoaderData<typeof loader>();
  const t = useMessages().seller.team;
  return (
    <div className="wrap section max-w-xl">
      <h1>{t.joinTitle(name)}</h1>
      <p className="lead mt-2">{t.joinLead(t.roles[role])}</p>
      <PostForm className="mt-5">
        <button type="submit" className="button main">
          {t.accept}
        </button>
      </PostForm>
    </div>
  );
}
