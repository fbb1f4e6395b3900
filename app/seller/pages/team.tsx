import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  endInvitation,
  inviteMember,
  listInvitations,
  listMembers,
  removeMember,
} from '#app/domain/suppliers/members.server.ts';
import { checkForm } from '#app/http/forms.ts';
import { supplierFormAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { type FormRefusal, fieldProps } from '#app/ui/form-state.ts';

export const meta = pageMeta;

const invitation = z.object({
  email: z.string().trim().toLowerCase().max(200, 'long').pipe(z.email('email')),
  role: z.enum(['owner', 'member']),
});

export const loader = supplierRouteHandler('seller/team', (ctx, { supplier, role }) => ({
  ...sellerHeader(supplier, ctx.t.seller.team.title),
  owner: role === 'owner',
  sent: ctx.url.searchParams.get('sent'),
  members: listMembers(ctx, supplier.id),
  invitations: role === 'owner' ? listInvitations(ctx, supplier.id) : [],
}));

const refuse = (refusal: FormRefusal & { notice?: string }) => data({ notice: '', ...refusal }, { status: 422 });

export const action = supplierFormAction('seller/team', {
  invite(ctx, own, form) {
    const typed = checkForm(form, invitation);
    if (!typed.ok) return refuse(typed);
    inviteMember(ctx, own, typed.data.email, typed.data.role);
    return redirect(`/supplier/${own.supplier.slug}/team?sent=${encodeURIComponent(typed.data.email)}`, 303);
  },
  withdraw(ctx, own, form) {
    endInvitation(ctx, own.supplier.id, String(form.get('invitation')));
    return redirect(`/supplier/${own.supplier.slug}/team`, 303);
  },
  remove(ctx, own, form) {
    const removed = removeMember(ctx, own, String(form.get('member')));
    if (!removed.ok) return refuse({ errors: {}, values: {}, notice: ctx.t.seller.team.lastOwner });
    return redirect(`/supplier/${own.supplier.slug}/team`, 303);
  },
});

export default function Team() {
  const { supplier, owner, sent, members, invitations } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.seller.team;
  const field = fieldProps(refused, { role: 'member' }, t.seller.errors);
  const { autoFocus: _, ...role } = field('role');
  return (
    <SellerLayout supplier={supplier}>
      {sent && !refused && (
        <p className="notice" role="status">
          {messages.sent(sent)}
        </p>
      )}
      {refused?.notice && (
        <p className="notice care" role="alert">
          {refused.notice}
        </p>
      )}
      <p>{messages.rolesWhy}</p>
      <ul className="panel rows">
        {members.map((member) => (
          <li key={member.userId} className="row-act">
            <span>
              <b>{member.name}</b>, {member.email}, {messages.roles[member.role]}
            </span>
            {owner && (
              <Form method="post">
                <input type="hidden" name="member" value={member.userId} />
                <button
                  type="submit"
                  className="button quiet"
                  name="intent"
                  value="remove"
                  aria-label={`${messages.remove}${t.colon}${member.name}`}
                >
                  {messages.remove}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {invitations.length > 0 && (
        <section className="panel">
          <h2>{messages.pending}</h2>
          <ul className="rows">
            {invitations.map((open) => (
              <li key={open.id} className="row-act">
                <span>
                  {open.email}, {messages.roles[open.role]}
                </span>
                <Form method="post">
                  <input type="hidden" name="invitation" value={open.id} />
                  <button type="submit" className="button quiet" name="intent" value="withdraw">
                    {messages.withdraw}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
      {owner && (
        <Form method="post" className="panel grid max-w-xl gap-4">
          <h2>{messages.invite}</h2>
          <Field label={messages.inviteEmail} type="email" required {...field('email')} />
          <SelectField label={messages.role} {...role}>
            <option value="member">{messages.roles.member}</option>
            <option value="owner">{messages.roles.owner}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="invite">
            {messages.send}
          </button>
        </Form>
      )}
    </SellerLayout>
  );
}
