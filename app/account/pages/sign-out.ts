import { z } from 'zod';
import { endedBasketCookie } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { returnPath } from '#app/http/form-fields.ts';
import { sameOriginPath } from '#app/http/handler.server.ts';

export const action = formAction('account/sign-out', {
  schema: z.object({ to: returnPath }),
  run: async ({ sessionId, services, secure }, { to }) => {
    if (sessionId) await services.sessions.invalidateSession(sessionId);
    return goTo(sameOriginPath(to), null, [
      services.sessions.createBlankSessionCookie().serialize(),
      endedBasketCookie(secure),
    ]);
  },
});
