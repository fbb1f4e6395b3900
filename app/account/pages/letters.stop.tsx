import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { isStopToken, stopLetters, wantsLetters } from '#app/domain/accounts/letter-choices.server.ts';
import { letterSubjects } from '#app/domain/accounts/letter-subjects.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { showPage } from '#app/http/form-answer.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** The person, subject and token of a letter's link. Throws NotFound when the token is not theirs. */
function readLink(ctx: RequestContext) {
  const { searchParams } = ctx.url;
  const subject = letterSubjects.find((known) => known === searchParams.get('subject'));
  const userId = searchParams.get('person') ?? '';
  const token = searchParams.get('token') ?? '';
  if (!subject || !isStopToken(ctx, userId, subject, token)) throw new NotFound('a link that stops letters');
  return { userId, subject, token };
}

export const loader = routeHandler('account/letters.stop', (ctx) => {
  const { userId, subject } = readLink(ctx);
  return {
    title: ctx.t.letterChoices.stopTitle(ctx.t.letterChoices.subjects[subject][0]),
    isStopped: !wantsLetters(ctx, userId, subject),
  };
});

/** A mail program posts one field of its own and follows no redirect (RFC 8058), so the answer is the page. */
export const action = formAction('account/letters.stop', {
  schema: z.looseObject({}),
  run: (ctx) => {
    const { userId, subject, token } = readLink(ctx);
    stopLetters(ctx, userId, subject, token);
    return showPage();
  },
});

export default function StopLettersPage() {
  const { title, isStopped } = useLoaderData<typeof loader>();
  const messages = useMessages().letterChoices;
  return (
    <div className="wrap section grid max-w-2xl gap-5">
      <h1>{title}</h1>
      {isStopped ? (
        <p className="notice" role="status">
          {messages.stopped}
        </p>
      ) : (
        <>
          <p>{messages.stopLead}</p>
          <PostForm>
            <button type="submit" className="button main">
              {messages.stopNow}
            </button>
          </PostForm>
        </>
      )}
      <p>
        <a href="/account/letters">{messages.choose}</a>
      </p>
    </div>
  );
}
