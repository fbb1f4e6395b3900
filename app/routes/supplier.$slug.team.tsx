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
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { checkForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { fieldProps, type Refusal } from '#app/ui/form-state.ts';

export const meta = titled;

const invitation = z.object({
  email: z.string().trim().toLowerCase().max(200, 'long').pipe(z.email('email')),
  role: z.enum(['owner', 'member']),
});

export const loader = answerStall('supplier.$slug.team', (visit, { supplier, role }) => ({
  ...stallHead(supplier, visit.t.desk.team.title),
  owner: role === 'owner',
  sent: visit.url.searchParams.get('sent'),
  members: listMembers(visit, supplier.id),
  invitations: role === 'owner' ? listInvitations(visit, supplier.id) : [],
}));

const refuse = (refusal: Refusal & { notice?: string }) => data({ notice: '', ...refusal }, { status: 422 });

export const action = actStall('supplier.$slug.team', {
  invite(visit, stall, form) {
    const typed = checkForm(form, invitation);
    if (!typed.ok) return refuse(typed);
    inviteMember(visit, stall, typed.data.email, typed.data.role);
    return redirect(`/supplier/${stall.supplier.slug}/team?sent=${encodeURIComponent(typed.data.email)}`, 303);
  },
  withdraw(visit, stall, form) {
    endInvitation(visit, stall.supplier.id, String(form.get('invitation')));
    return redirect(`/supplier/${stall.supplier.slug}/team`, 303);
  },
  remove(visit, stall, form) {
    const removed = removeMember(visit, stall, String(form.get('member')));
    if (!removed.ok) return refuse({ errors: {}, values: {}, notice: visit.t.desk.team.lastOwner });
    return redirect(`/supplier/${stall.supplier.slug}/team`, 303);
  },
});

export default function Team() {
  const { stall, owner, sent, members, invitations } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const d = t.desk.team;
  const field = fieldProps(refused, { role: 'member' }, t.desk.errors);
  const { autoFocus: _, ...role } = field('role');
  return (
    <Desk stall={stall}>
      {sent && !refused && (
        <p className="notice" role="status">
          {d.sent(sent)}
        </p>
      )}
      {refused?.notice && (
        <p className="notice care" role="alert">
          {refused.notice}
        </p>
      )}
      <p>{d.rolesWhy}</p>
      <ul className="panel rows">
        {members.map((member) => (
          <li key={member.userId} className="row-act">
            <span>
              <b>{member.name}</b>, {member.email}, {d.roles[member.role]}
            </span>
            {owner && (
              <Form method="post">
                <input type="hidden" name="member" value={member.userId} />
                <button
                  type="submit"
                  className="button quiet"
                  name="intent"
                  value="remove"
                  aria-label={`${d.remove}${t.colon}${member.name}`}
                >
                  {d.remove}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {invitations.length > 0 && (
        <section className="panel">
          <h2>{d.pending}</h2>
          <ul className="rows">
            {invitations.map((open) => (
              <li key={open.id} className="row-act">
                <span>
                  {open.email}, {d.roles[open.role]}
                </span>
                <Form method="post">
                  <input type="hidden" name="invitation" value={open.id} />
                  <button type="submit" className="button quiet" name="intent" value="withdraw">
                    {d.withdraw}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
      {owner && (
        <Form method="post" className="panel grid max-w-xl gap-4">
          <h2>{d.invite}</h2>
          <Field label={d.inviteEmail} type="email" required {...field('email')} />
          <SelectField label={d.role} {...role}>
            <option value="member">{d.roles.member}</option>
            <option value="owner">{d.roles.owner}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="invite">
            {d.send}
          </button>
        </Form>
      )}
    </Desk>
  );
}
