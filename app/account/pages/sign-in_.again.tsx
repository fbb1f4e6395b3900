import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { againView, enterCode, sendCode, signAgain, typePassword } from '#app/account/again.server.ts';
import { AgainForms } from '#app/account/again-forms.tsx';
import { formAction } from '#app/http/form-action.server.ts';
import { requiredText, returnPath, typedAssertion, typedPassword } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/sign-in_.again', async (ctx) => ({
  title: ctx.t.security.again.title,
  ...(await againView(ctx)),
}));

export const action = formAction('account/sign-in_.again', {
  passkey: { schema: z.object({ assertion: typedAssertion, to: returnPath }), run: signAgain },
  password: { schema: z.object({ password: typedPassword, to: returnPath }), run: typePassword },
  letter: { schema: z.object({ to: returnPath }), run: sendCode },
  code: { schema: z.object({ code: requiredText(40), to: returnPath }), run: enterCode },
});

export default function AgainPage() {
  const page = useLoaderData<typeof loader>();
  const { account, security } = useMessages();
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{page.title}</h1>
      <p className="lead">{page.isOfRole ? security.again.leadRole : security.again.lead}</p>
      {page.isFormKept && <p className="notice">{account.formKept}</p>}
      <AgainForms page={page} />
    </div>
  );
}
