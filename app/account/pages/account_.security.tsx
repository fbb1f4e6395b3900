import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SessionList } from '#app/account/session-list.tsx';
import { endOtherSessions, endOwnSession, listOwnSessions } from '#app/domain/accounts/sessions.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { noFields, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.security', (ctx) => ({
  title: ctx.t.security.title,
  sessions: listOwnSessions(ctx, ctx.sessionId ?? ''),
}));

const path = '/account/security';

export const action = formAction('account/account_.security', {
  end: {
    schema: z.object({ session: rowId }),
    run: (ctx, { session }) => {
      endOwnSession(ctx, session);
      return goTo(path, ['session.ended']);
    },
  },
  'end-others': {
    schema: noFields,
    run: (ctx) => {
      endOtherSessions(ctx, ctx.sessionId ?? '');
      return goTo(path, ['session.others-ended']);
    },
  },
});

export default function SecurityPage() {
  const { title, sessions } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{title}</h1>
        <p className="mt-2">
          <a href="/account">{t.nav.account}</a>
        </p>
      </div>
      <SessionList sessions={sessions} />
    </div>
  );
}
