import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountForm } from '#app/account/account-form.tsx';
import { changeName } from '#app/domain/accounts/accounts.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { requiredText } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.name', (ctx) => ({
  title: ctx.t.accountAccess.name.title,
  name: requireUser(ctx).name,
}));

export const action = formAction('account/account_.name', {
  schema: z.object({ name: requiredText(120) }),
  run: (ctx, { name }) => {
    changeName(ctx, name);
    return goTo('/account', ['saved']);
  },
});

export default function ChangeNamePage() {
  const { title, name } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.accountAccess.name;
  return (
    <AccountForm title={title} lead={messages.lead} submit={t.save} kept={{ name }}>
      <Field name="name" label={messages.fresh} autoComplete="name" required />
    </AccountForm>
  );
}
