import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { grantRole, listRoleHolders, ownRoles, revokeRole } from '#app/domain/accounts/roles.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from '#app/steward/button-form.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/roles', (ctx) => ({
  title: ctx.t.steward.roles.title,
  administrator: ownRoles(ctx).has('administrator'),
  holders: listRoleHolders(ctx),
}));

const roleOf = (form: FormData) => (form.get('role') === 'administrator' ? 'administrator' : 'steward');

export const action = intentAction('steward/roles', {
  grant(ctx, form) {
    const email = String(form.get('email') ?? '').trim();
    const granted = grantRole(ctx, email, roleOf(form));
    if (!granted.ok) return data({ error: ctx.t.steward.errors[granted.reason], email }, { status: 422 });
    return redirect('/steward/roles', 303);
  },
  revoke(ctx, form) {
    const revoked = revokeRole(ctx, String(form.get('user')), roleOf(form));
    if (!revoked.ok) return data({ error: ctx.t.steward.errors[revoked.reason], email: '' }, { status: 422 });
    return redirect('/steward/roles', 303);
  },
});

export default function Roles() {
  const { title, administrator, holders } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.steward.roles;
  return (
    <StewardLayout title={title}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
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
        <Form method="post" className="panel grid max-w-xl gap-4">
          <Field name="email" type="email" label={messages.email} required defaultValue={refused?.email ?? ''} />
          <SelectField name="role" label={messages.role} defaultValue="steward">
            <option value="steward">{messages.steward}</option>
            <option value="administrator">{messages.administrator}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="grant">
            {messages.grant}
          </button>
        </Form>
      )}
    </StewardLayout>
  );
}
