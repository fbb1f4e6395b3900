import { useLoaderData } from '@remix-run/react';
import { EndedLink } from '#app/account/ended-link.tsx';
import { findEmailUndo, undoEmailChange } from '#app/domain/accounts/email-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { askedToken, noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.email_.undo', (ctx) => {
  const email = findEmailUndo(ctx, askedToken(ctx.url));
  const { email: messages, ended } = ctx.t.accountAccess;
  return { title: pageTitle(messages.undoTitle, { state: email ? null : ended.title }), email };
});

export const action = formAction('account/account_.email_.undo', { schema: noFields, run: takeBack });

function takeBack(ctx: RequestContext): FormAnswer {
  const undone = undoEmailChange(ctx, askedToken(ctx.url));
  if (undone.ok) return goTo(`/password/new?token=${undone.resetToken}`);
  const { email, ended } = ctx.t.accountAccess;
  return invalidForm(undone.reason === 'taken' ? email.taken : ended.lead, 409);
}

export default function UndoEmailPage() {
  const { email } = useLoaderData<typeof loader>();
  const { email: messages, ended } = useMessages().accountAccess;
  if (!email)
    return (
      <EndedLink
        links={[
          ['/sign-in', ended.signIn],
          ['/password/forgotten', ended.forgotten],
        ]}
      />
    );
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{messages.undoTitle}</h1>
      <p className="lead">{messages.undoLead(email)}</p>
      <PostForm className="panel">
        <button type="submit" className="button main">
          {messages.undoNow}
        </button>
      </PostForm>
    </div>
  );
}
