import { useLoaderData } from '@remix-run/react';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { findBrowserSignUp, resendSignUp } from '#app/domain/accounts/sign-ups.server.ts';
import { readSignUpGoal, readSignUpSecret } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/sign-up_.sent', (ctx) => ({
  title: ctx.t.accountAccess.sent.title,
  email: findBrowserSignUp(ctx, readSignUpSecret(ctx) ?? '')?.email ?? null,
}));

export const action = formAction('account/sign-up_.sent', { schema: noFields, run: sendAgain });

function sendAgain(ctx: RequestContext): FormAnswer {
  const secret = readSignUpSecret(ctx) ?? '';
  const waiting = findBrowserSignUp(ctx, secret);
  if (!waiting) return goTo('/sign-up');
  if (!maySendAccountLetter(ctx, waiting.email)) return invalidForm(ctx.t.errors.tooMany, 429);
  resendSignUp(ctx, secret, sameOriginPath(readSignUpGoal(ctx)));
  return goTo('/sign-up/sent', ['account.letter-sent']);
}

export default function SignUpSentPage() {
  const { email } = useLoaderData<typeof loader>();
  const { sent } = useMessages().accountAccess;
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{sent.title}</h1>
      <div className="grid gap-2">
        <p className="lead">
          {email ? sent.to(email) : sent.toSomebody} {sent.lead}
        </p>
        <p>{sent.basket}</p>
      </div>
      <div className="panel grid gap-3">
        <p>{sent.nothing}</p>
        {email && (
          <PostForm>
            <button type="submit" className="button">
              {sent.again}
            </button>
          </PostForm>
        )}
        <p>
          <a href="/sign-up">{sent.other}</a>
        </p>
      </div>
    </div>
  );
}
