import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  endInvitation,
  inviteMember,
  listInvitations,
  listMembers,
  type OwnSupplier,
  removeMember,
} from '#app/domain/suppliers/members.server.ts';
import { type SupplierRole, supplierRoles } from '#app/domain/suppliers/supplier.ts';
import type { Flash } from '#app/http/flash.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm } from '#app/http/form-answer.ts';
import { email, rowId } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/team', (ctx, { supplier, role }) => {
  const members = listMembers(ctx, supplier.id);
  return {
    ...sellerHeader(supplier, ctx.t.seller.team.title, { count: members.length }),
    owner: role === 'owner',
    members,
    invitations: role === 'owner' ? listInvitations(ctx, supplier.id) : [],
  };
});

export const action = supplierFormAction('seller/team', {
  invite: { schema: z.object({ email, role: z.enum(supplierRoles, 'choice') }), run: invite },
  withdraw: { schema: z.object({ invitation: rowId }), run: withdraw },
  remove: { schema: z.object({ member: rowId }), run: remove },
});

function invite(ctx: RequestContext, own: OwnSupplier, input: { email: string; role: SupplierRole }) {
  inviteMember(ctx, own, input.email, input.role);
  return toTeam(own, ['team.invited', input.email]);
}

function withdraw(ctx: RequestContext, own: OwnSupplier, { invitation }: { invitation: string }) {
  return toTeam(own, endInvitation(ctx, own.supplier.id, invitation) ? null : ['team.not-now']);
}

function remove(ctx: RequestContext, own: OwnSupplier, { member }: { member: string }) {
  const removed = removeMember(ctx, own, member);
  if (removed.ok) return toTeam(own);
  return removed.reason === 'not-now' ? toTeam(own, ['team.not-now']) : invalidForm(ctx.t.seller.team.lastOwner);
}

function toTeam({ supplier }: OwnSupplier, flash: Flash | null = null) {
  return goTo(`/supplier/${supplier.slug}/team`, flash);
}

export default function Team() {
  const { supplier, owner, members, invitations } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.seller.team;
  return (
    <SellerLayout supplier={supplier}>
      <p>{messages.rolesWhy}</p>
      <ul className="panel rows">
        {members.map((member) => (
          <li key={member.userId} className="row-act">
            <span>
              <b>{member.name}</b>, {member.email}, {messages.roles[member.role]}
            </span>
            {owner && (
              <PostForm intents={['remove']} hiddenFields={{ member: member.userId }}>
                <button
                  type="submit"
                  className="button quiet"
                  name="intent"
                  value="remove"
                  aria-label={`${messages.remove}${t.colon}${member.name}`}
                >
                  {messages.remove}
                </button>
              </PostForm>
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
                <PostForm intents={['withdraw']} hiddenFields={{ invitation: open.id }}>
                  <button type="submit" className="button quiet" name="intent" value="withdraw">
                    {messages.withdraw}
                  </button>
                </PostForm>
              </li>
            ))}
          </ul>
        </section>
      )}
      {owner && (
        <PostForm intents={['invite']} kept={{ role: 'member' }} className="panel grid max-w-xl gap-4">
          <h2>{messages.invite}</h2>
          <Field name="email" label={messages.inviteEmail} type="email" required />
          <SelectField name="role" label={messages.role}>
            <option value="member">{messages.roles.member}</option>
            <option value="owner">{messages.roles.owner}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="invite">
            {messages.send}
          </button>
        </PostForm>
      )}
    </SellerLayout>
  );
}
