import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { joinAsSupplier } from '#app/domain/suppliers/joining.server.ts';
import { parseForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { communeHelp } from '#app/seller/commune-hint.server.ts';
import { IdentityFields } from '#app/seller/identity-fields.tsx';
import { joinForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';

export const meta = pageMeta;

export const loader = routeHandler('seller/joining/new', (ctx) => ({
  title: ctx.t.seller.joinTitle,
  kept: { contactName: ctx.user!.name, email: ctx.user!.email },
}));

export const action = routeHandler('seller/joining/new', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await parseForm(request, joinForm);
  if (!form.ok)
    return data({ errors: communeHelp(ctx.t, form.errors, form.values), values: form.values }, { status: 422 });
  const joined = joinAsSupplier(ctx, form.data);
  if (!joined.ok) return data({ errors: { siret: 'siretTaken' }, values: form.values }, { status: 422 });
  return redirect(`/supplier/${joined.slug}`, 303);
});

export default function Join() {
  const { kept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const field = fieldProps(refused, kept, t.seller.errors);
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.seller.joinTitle}</h1>
      <p className="lead mt-2">{t.seller.joinLead}</p>
      <Form method="post" className="panel mt-6 grid gap-4">
        <Field
          label={t.seller.fields.siret}
          hint={t.account.siretHint}
          inputMode="numeric"
          required
          {...field('siret')}
        />
        <IdentityFields field={field} />
        <button type="submit" className="button main">
          {t.seller.joinSave}
        </button>
      </Form>
    </div>
  );
}
