import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { joinAsSupplier } from '#app/domain/suppliers/joining.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { communeHelp } from '#app/http/commune-help.server.ts';
import { parseForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { joinForm } from '#app/http/supplier-forms.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Field } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';
import { IdentityFields } from '#app/ui/identity-fields.tsx';

export const meta = titled;

export const loader = answer('supplier.new', (visit) => ({
  title: visit.t.desk.joinTitle,
  kept: { contactName: visit.user!.name, email: visit.user!.email },
}));

export const action = answer('supplier.new', async (visit, { request }: ActionFunctionArgs) => {
  const form = await parseForm(request, joinForm);
  if (!form.ok)
    return data({ errors: communeHelp(visit.t, form.errors, form.values), values: form.values }, { status: 422 });
  const joined = joinAsSupplier(visit, form.data);
  if (!joined.ok) return data({ errors: { siret: 'siretTaken' }, values: form.values }, { status: 422 });
  return redirect(`/supplier/${joined.slug}`, 303);
});

export default function Join() {
  const { kept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const field = fieldProps(refused, kept, t.desk.errors);
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.desk.joinTitle}</h1>
      <p className="lead mt-2">{t.desk.joinLead}</p>
      <Form method="post" className="panel mt-6 grid gap-4">
        <Field
          label={t.desk.fields.siret}
          hint={t.account.siretHint}
          inputMode="numeric"
          required
          {...field('siret')}
        />
        <IdentityFields field={field} />
        <button type="submit" className="button main">
          {t.desk.joinSave}
        </button>
      </Form>
    </div>
  );
}
