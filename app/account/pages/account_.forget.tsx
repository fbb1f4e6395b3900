import { z } from 'zod';
import { makeInvoiceFile } from '#app/documents/invoice-file.server.ts';
import { erasePerson } from '#app/domain/erasure/erasure.server.ts';
import { eraseTraces } from '#app/erase-traces.server.ts';
import { endedBasketCookie } from '#app/http/cookies.ts';
import { fileCtx } from '#app/http/document-responses.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { ticked } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.forget', (ctx) => ({ title: ctx.t.account.forget.title }));

/** An open session alone is not enough: its person shows again who they are (app/http/again-rules.ts), and ticks. */
export const action = formAction('account/account_.forget', { schema: z.object({ sure: ticked }), run: closeAccount });

async function closeAccount(ctx: RequestContext, { sure }: { sure: boolean }): Promise<FormAnswer> {
  const messages = ctx.t.account;
  const { id } = requireUser(ctx);
  if (!sure) return invalidInput({ sure: messages.forget.sureMissing });
  const files = fileCtx(ctx);
  const done = await erasePerson(
    ctx,
    id,
    (invoiceId) => makeInvoiceFile(files, invoiceId),
    (traces) => eraseTraces(ctx.services.env, traces),
  );
  if (!done.ok) return invalidForm(messages.forget.refused[done.reason]);
  return goTo(
    '/',
    ['account.closed'],
    [ctx.services.sessions.createBlankSessionCookie().serialize(), endedBasketCookie(ctx.secure)],
  );
}

export default function CloseAccountPage() {
  const t = useMessages().account;
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.forget.title}</h1>
      <p className="lead mt-2">{t.forget.lead}</p>
      <div className="prose mt-4">
        <ul>
          {t.forget.what.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
      <PostForm className="panel mt-6 grid gap-4">
        <CheckField name="sure" label={t.forget.sure} />
        <p className="flex flex-wrap gap-3">
          <button type="submit" className="button">
            {t.forget.now}
          </button>
          <a className="button quiet" href="/account">
            {t.forget.keep}
          </a>
        </p>
      </PostForm>
    </div>
  );
}
