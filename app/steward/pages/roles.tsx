import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type TownRole, townRoles } from '#app/domain/accounts/role.ts';
import { grantRole, listRoleHolders, ownRoles, revokeRole } from '#app/domain/accounts/roles.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { email, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from '#app/steward/button-form.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/roles', (ctx) => ({
  title: ctx.t.steward.roles.title,
  pageTitle: pageTitle(ctx.t.steward.roles.title, { of: ctx.t.steward.title }),
  administrator: ownRoles(ctx).has('administrator'),
  holders: listRoleHolders(ctx),
}));

const role = z.enum(townRoles, 'choice');

export const action = formAction('steward/roles', {
  grant: { schema: z.object({ email, role }), run: grant },
  revoke: { schema: z.object({ user: rowId, role }), run: revoke },
});

function grant(ctx: RequestContext, input: { email: string; role: TownRole }) {
  const granted = grantRole(ctx, input.email, input.role);
  return granted.ok ? goTo('/steward/roles') : invalidInput({ email: ctx.t.steward.errors[granted.reason] });
}

function revoke(ctx: RequestContext, input: { user: string; role: TownRole }) {
  const revoked = revokeRole(ctx, input.user, input.role);
  return revoked.ok ? goTo('/steward/roles') : invalidForm(ctx.t.steward.errors[revoked.reason]);
}

export default function Roles() {
  const { title, administrator, holders } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward.roles;
  return (
    <StewardLayout title={title}>
      <ul className="panel rows">
        {holders.map((holder) => (
          <li key={holder.userId + holder.role} className="row-act">
            <span>
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
      {administrator && (
        <PostForm intents={['grant']} kept={{ role: 'steward' }} className="panel grid max-w-xl gap-4">
          <Field name="email" type="email" label={messages.email} required />
          <SelectField name="role" label={messages.role}>
            <option value="steward">{messages.steward}</option>
            <option value="administrator">{messages.administrator}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="grant">
            {messages.grant}
          </button>
        </PostForm>
      )}
    </StewardLayout>
  );
}
