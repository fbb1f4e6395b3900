import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { grantRole, listRoleHolders, ownRoles, revokeRole } from '#app/domain/accounts/roles.server.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { ActForm } from '#app/ui/act-form.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

export const loader = answer('steward.roles', (visit) => ({
  title: visit.t.steward.roles.title,
  administrator: ownRoles(visit).has('administrator'),
  holders: listRoleHolders(visit),
}));

const roleOf = (form: FormData) => (form.get('role') === 'administrator' ? 'administrator' : 'steward');

export const action = act('steward.roles', {
  grant(visit, form) {
    const email = String(form.get('email') ?? '').trim();
    const granted = grantRole(visit, email, roleOf(form));
    if (!granted.ok) return data({ error: visit.t.steward.errors[granted.reason], email }, { status: 422 });
    return redirect('/steward/roles', 303);
  },
  revoke(visit, form) {
    const revoked = revokeRole(visit, String(form.get('user')), roleOf(form));
    if (!revoked.ok) return data({ error: visit.t.steward.errors[revoked.reason], email: '' }, { status: 422 });
    return redirect('/steward/roles', 303);
  },
});

export default function Roles() {
  const { title, administrator, holders } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const r = t.steward.roles;
  return (
    <StewardDesk title={title}>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <ul className="panel rows">
        {holders.map((holder) => (
          <li key={holder.userId + holder.role} className="row-act">
            <span>
              <b>{holder.name}</b>, {r[holder.role]}, {holder.email}
            </span>
            {administrator && (
              <ActForm
                intent="revoke"
                fields={{ user: holder.userId, role: holder.role }}
                label={r.revoke}
                describes={`${r.revoke}${t.colon}${holder.name}, ${r[holder.role]}`}
              />
            )}
          </li>
        ))}
      </ul>
      {administrator && (
        <Form method="post" className="panel grid max-w-xl gap-4">
          <Field name="email" type="email" label={r.email} required defaultValue={refused?.email ?? ''} />
          <SelectField name="role" label={r.role} defaultValue="steward">
            <option value="steward">{r.steward}</option>
            <option value="administrator">{r.administrator}</option>
          </SelectField>
          <button type="submit" className="button main" name="intent" value="grant">
            {r.grant}
          </button>
        </Form>
      )}
    </StewardDesk>
  );
}
