import { redirect } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';

export const action = answer('sign-out', async (visit) => {
  if (visit.sessionId) await visit.hall.sessions.invalidateSession(visit.sessionId);
  return redirect('/', {
    status: 303,
    headers: { 'set-cookie': visit.hall.sessions.createBlankSessionCookie().serialize() },
  });
});
