import { endedBasketCookie } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';

export const action = formAction('account/sign-out', {
  schema: noFields,
  run: async ({ sessionId, services, secure }) => {
    if (sessionId) await services.sessions.invalidateSession(sessionId);
    return goTo('/', null, [services.sessions.createBlankSessionCookie().serialize(), endedBasketCookie(secure)]);
  },
});
