// The context of one request: actor, language, audience, place. Built once and passed to the domain.
import type { AppLoadContext } from '@remix-run/node';
import { type Audience, askedAudience } from '#app/domain/scoring/audience.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import type { Commune } from '#app/domain/shared/town.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { getServices, type Services } from '#app/wiring.server.ts';
import { askedLocale, readBasketId, readCookies, readPreferences } from './cookies.ts';

export type RequestContext = Ctx & {
  services: Services;
  t: Messages;
  user: { id: string; name: string; email: string } | null;
  sessionId: string | null;
  /** Set if the session was just prolonged: the response must send the new cookie. */
  renewedCookie: string | null;
  audience: Audience;
  place: Commune;
  cookies: ReadonlyMap<string, string>;
  basketId: string | null;
  requestId: string;
  /** The client's address, for rate limits. */
  address: string;
  url: URL;
  secure: boolean;
  ledgerKey: Services['ledgerKey'];
  payments: Services['payments'];
  method: ActiveRules['method'];
  factors: ActiveRules['factors'];
};

/** The signed-in user, on pages whose access rule asks for one. Throws Forbidden without one. */
export function requireUser({ user }: Pick<RequestContext, 'user'>): NonNullable<RequestContext['user']> {
  if (!user) throw new Forbidden('signed-in users only');
  return user;
}

export async function openRequestContext(request: Request, context: AppLoadContext): Promise<RequestContext> {
  const services = await getServices();
  const cookies = readCookies(request.headers.get('cookie'));
  const url = new URL(request.url);
  const preferences = readPreferences(cookies, services.town);
  const locale = askedLocale(request);
  const sessionId = cookies.get(services.sessions.sessionCookieName) ?? null;
  const { user, session } = sessionId
    ? await services.sessions.validateSession(sessionId)
    : { user: null, session: null };
  return {
    db: services.db,
    actor: user ? { kind: 'user', userId: user.id } : { kind: 'anonymous' },
    now: new Date(),
    locale,
    town: services.town,
    ...services.rules.current,
    services,
    t: catalogues[locale],
    user,
    sessionId,
    renewedCookie: session?.fresh ? services.sessions.createSessionCookie(session.id).serialize() : null,
    audience: askedAudience(url) ?? preferences.audience,
    place: preferences.place,
    cookies,
    basketId: readBasketId(cookies),
    requestId: String(context.requestId ?? 'none'),
    address: String(context.address ?? 'local'),
    url,
    secure: services.env.origin.startsWith('https:'),
    ledgerKey: services.ledgerKey,
    payments: services.payments,
  };
}
