import { localDay } from '#app/domain/shared/context.ts';
import { routeHandler } from '#app/http/handler.server.ts';

const daysValid = 180;

/** The address for reports of weaknesses (RFC 9116). It holds half a year from the day on which it is read. */
export const loader = routeHandler('town/[.]well-known.security[.]txt', ({ now, services, town }) => {
  const { origin } = services.env;
  const end = new Date(Date.UTC(...dayParts(localDay(now, town))) + daysValid * 86_400_000);
  const lines = [
    `Contact: mailto:${town.contact.email}`,
    `Expires: ${end.toISOString().replace(/\.\d{3}Z$/, 'Z')}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    `Policy: ${origin}/security`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
});

function dayParts(day: string): [year: number, month: number, day: number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month - 1, date];
}
