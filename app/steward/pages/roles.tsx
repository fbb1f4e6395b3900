import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type TownRole, townRoles } from '#app/domain/accounts/role.ts';
import {
  consentToRole,
  countAdministrators,
  listRoleInvitations,
  proposeRole,
  type RoleInvitation,
  withdrawRole,
} from '#app/domain/accounts/role-invitations.server.ts';
import { listRoleHolders, ownRoles, personNames, revokeRole } from '#app/domain/accounts/roles.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { email, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from '#app/steward/button-form.tsx';
import { RoleInvitations } from '#app/steward/role-invitations.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/roles', (ctx) => {
  const administrator = ownRoles(ctx).has('administrator');
  return {
    title: ctx.t.steward.roles.title,
    pageTitle: pageTitle(ctx.t.steward.roles.title, { of: ctx.t.steward.title }),
    administrator,
    alone: administrator && countAdministrators(ctx) === 1,
    holders: listRoleHolders(ctx),
    invitations: administrator ? invitationRows(ctx) : [],
  };
});

function invitationRows(ctx: RequestContext) {
  const invitations = listRoleInvitations(ctx);
  const names = personNames(
    ctx,
    invitations.map(({ proposedBy }) => proposedBy),
  );
  const messages = ctx.t.steward.roles;
  const state = ({ state, proposedBy, expiresAt }: RoleInvitation) =>
    state === 'proposed'
      ? messages.proposed(names.get(proposedBy) ?? messages.operator)
      : messages.sent(formatDateTime(expiresAt, ctx.locale));
  return invitations.map((invitation) => ({
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    state: state(invitation),
    mayConsent: invitation.state === 'proposed' && invitation.proposedBy !== requireUser(ctx).id,
  }));
}

const role = z.enum(townRoles, 'choice');
const invitation = z.object({ invitation: rowId });
const path = '/steward/roles';

export const action = formAction('steward/roles', {
  propose: { schema: z.object({ email, role }), run: propose },
  consent: { schema: invitation, run: (ctx, input) => answer(ctx, consentToRole(ctx, input.invitation)) },
  withdraw: { schema: invitation, run: (ctx, input) => answer(ctx, withdrawRole(ctx, input.invitation)) },
  revoke: {
    schema: z.object({ user: rowId, role }),
    run: (ctx, input) => answer(ctx, revokeRole(ctx, input.user, input.role)),
  },
});

function propose(ctx: RequestContext, input: { email: string; role: TownRole }): FormAnswer {
  const proposed = proposeRole(ctx, input.email, input.role);
  if (!proposed.ok) return invalidInput({ email: ctx.t.steward.errors[proposed.reason] });
  return goTo(path, ['role.invited', proposed.sent ? 'sent' : 'proposed']);
}

type Decided = ReturnType<typeof consentToRole> | ReturnType<typeof withdrawRole> | ReturnType<typeof revokeRole>;

function answer(ctx: RequestContext, decided: Decided): FormAnswer {
  return decided.ok ? goTo(path) : invalidForm(ctx.t.steward.errors[decided.reason]);
}

export default function Roles() {
  const { title, administrator, alone, holders, invitations } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward.roles;
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      <ul className="panel rows">
        {holders.map((holder) => (
          <li key={holder.userId + holder.role} className="row-act">
            <span className="break-words">
              <b>{holder.name}</b>, {messages[holder.role]}, {holder.email}
            </span>
            {administrator && (
              <ButtonForm
                intent="revoke"
                fields={{ user: holder.userId, role: holder.role }}
                label={messages.revoke}
                describes={`${messages.revoke}${t.colon}${holder.name}, ${messages[holder.role]}`}
              />
            )}
          </li>
        ))}
      </ul>
      <RoleInvitations invitations={invitations} />
      {administrator && (
        <PostForm intents={['propose']} kept={{ role: 'steward' }} className="panel grid max-w-xl gap-4">
          {alone && <p>{messages.alone}</p>}
          <Field name="email" type="email" label={messages.email} required />
          <SelectField name="role" label={messages.role}>
            <option value="steward">{messages.steward}</option>
            <option value="administrator">{messages.administrator}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="propose">
            {messages.grant}
          </button>
        </PostForm>
      )}
    </StewardLayout>
  );
}
