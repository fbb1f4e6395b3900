import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { NotFound } from '#app/domain/shared/errors.ts';
import { acceptInvitation, findInvitation } from '#app/domain/suppliers/members.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';

export const meta = titled;

export const loader = answer('supplier.invitations.$token', (visit, { params }: LoaderFunctionArgs) => {
  const invitation = findInvitation(visit, params.token ?? '');
  if (!invitation) throw new NotFound('invitation');
  const { name } = invitation.supplier;
  return { title: visit.t.desk.team.joinTitle(name), name, role: invitation.role };
});

export const action = answer('supplier.invitations.$token', (visit, { params }: ActionFunctionArgs) =>
  redirect(`/supplier/${acceptInvitation(visit, params.token ?? '')}`, 303),
);

export default function Invitation() {
  const { name, role } = useLoaderData<typeof loader>();
  const t = useMessages().desk.team;
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
