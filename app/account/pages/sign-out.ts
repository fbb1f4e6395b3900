import { redirect } from '@remix-run/node';
import { routeHandler } from '#app/http/handler.server.ts';

export const action = routeHandler('account/sign-out', async (ctx) => {
  if (ctx.sessionId) await ctx.services.sessions.invalidateSession(ctx.sessionId);
  return redirect('/', {
    status: 303,
    headers: { 'set-cookie': ctx.services.sessions.createBlankSessionCookie().serialize() },
  });
});
