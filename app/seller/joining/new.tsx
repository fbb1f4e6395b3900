import { useLoaderData } from '@remix-run/react';
import { joinAsSupplier } from '#app/domain/suppliers/joining.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { IdentityFields } from '#app/seller/identity-fields.tsx';
import { joinForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('seller/joining/new', (ctx) => ({
  title: ctx.t.seller.joinTitle,
  kept: { contactName: ctx.user!.name, email: ctx.user!.email },
}));

export const action = formAction('seller/joining/new', {
  schema: joinForm,
  run(ctx, identity) {
    return goTo(`/supplier/${joinAsSupplier(ctx, identity).slug}`);
  },
});

export default function Join() {
  const { kept } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.seller.joinTitle}</h1>
      <p className="lead mt-2">{t.seller.joinLead}</p>
      <PostForm kept={kept} className="panel mt-6 grid gap-4">
        <Field name="siret" label={t.seller.fields.siret} hint={t.account.siretHint} inputMode="numeric" required />
        <IdentityFields vat />
        <button type="submit" className="button main">
          {t.seller.joinSave}
        </button>
      </PostForm>
    </div>
  );
}
