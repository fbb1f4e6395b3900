import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { NotFound } from '#app/domain/shared/errors.ts';
import { acceptInvitation, findInvitation } from '#app/domain/suppliers/members.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('seller/joining/invitations.$token', (ctx, { params }: LoaderFunctionArgs) => {
  const invitation = findInvitation(ctx, params.token ?? '');
  if (!invitation) throw new NotFound('invitation');
  const { name } = invitation.supplier;
  return { title: ctx.t.seller.team.joinTitle(name), name, role: invitation.role };
});

export const action = routeHandler('seller/joining/invitations.$token', (ctx, { params }: ActionFunctionArgs) =>
  redirect(`/supplier/${acceptInvitation(ctx, params.token ?? '')}`, 303),
);

export default function Invitation() {
  const { name, role } = useLoaderData<typeof loader>();
  const t = useMessages().seller.team;
  return (
    <div className="wrap section max-w-xl">
      <h1>{t.joinTitle(name)}</h1>
      <p className="lead mt-2">{t.joinLead(t.roles[role])}</p>
      <Form method="post" className="mt-5">
        <button type="submit" className="button main">
          {t.accept}
        </button>
      </Form>
    </div>
  );
}
