// The context of one request: actor, language, audience, place. Built once and passed to the domain.
import type { AppLoadContext } from '@remix-run/node';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { SessionMethod } from '#app/domain/accounts/session.ts';
import { findSessionUser, recordSeen } from '#app/domain/accounts/sessions.server.ts';
import { findBasket } from '#app/domain/basket/own-basket.server.ts';
import {
  type Audience,
  askedAudience,
  audienceOf,
  type BuyerAudience,
  requestAudience,
} from '#app/domain/scoring/audience.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import type { Commune } from '#app/domain/shared/town.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { getServices, type Services } from '#app/wiring.server.ts';
import { askedLocale } from './asked-locale.ts';
import { readBasketId, readCookies, readPreferences } from './cookies.ts';

export type RequestContext = Ctx & {
  services: Services;
  t: Messages;
  user: { id: string; name: string; email: string } | null;
  sessionId: string | null;
  /** The user of the session of a posted form, even if its time is over; null if it does not tell. */
  sessionUserId: string | null;
  /** How the person of this session showed who they are, and when they last did. */
  session: { method: SessionMethod; authenticatedAt: string } | null;
  audience: Audience;
  /** As what the signed-in person buys; null for a visitor. */
  buys: BuyerAudience | null;
  /** The choice of the reader, or of this page's address; null before the first choice. */
  chosenAudience: BuyerAudience | null;
  /** The organisation that the signed-in user buys for; null for a person. */
  organisation: Organisation | null;
  place: Commune;
  cookies: ReadonlyMap<string, string>;
  /** That of the signed-in person, else that of the browser until a person claims it. */
  basketId: string | null;
  requestId: string;
  /** The client's address, for rate limits. */
  address: string;
  userAgent: string;
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

/** A signed-in person without a name, for a page that is kept for all of a kind; as an actor they are anonymous. */
const anybody = { id: '', name: '', email: '' };

const opened = new WeakMap<Request, Promise<RequestContext>>();

/** Once for a request that only reads: the frame of the page and the page itself ask for the same session and person. */
export function openRequestContext(request: Request, context: AppLoadContext): Promise<RequestContext> {
  if (request.method !== 'GET') return readRequestContext(request, context);
  const reading = opened.get(request) ?? readRequestContext(request, context);
  opened.set(request, reading);
  return reading;
}

async function readRequestContext(request: Request, context: AppLoadContext): Promise<RequestContext> {
  const services = await getServices();
  const cookies = readCookies(request.headers.get('cookie'));
  const url = new URL(request.url);
  const preferences = readPreferences(cookies, services.town);
  const locale = askedLocale(request);
  const secure = services.env.origin.startsWith('https:');
  const sessionId = cookies.get(services.sessions.sessionCookieName) ?? null;
  // Before its validation, which deletes a session whose time is over.
  const sessionUserId = sessionId && request.method === 'POST' ? findSessionUser(services.db, sessionId) : null;
  const { user, session } = sessionId
    ? await services.sessions.validateSession(sessionId)
    : { user: context.member ? anybody : null, session: null };
  const now = services.clock.now();
  if (session) recordSeen({ db: services.db, now }, session.id, session.seenAt);
  const actor: Ctx['actor'] = user?.id ? { kind: 'user', userId: user.id } : { kind: 'anonymous' };
  const base = { db: services.db, actor, now, locale, town: services.town };
  const organisation = listOwnOrganisations(base)[0] ?? null;
  const chosenAudience = askedAudience(url) ?? preferences.audience;
  const buys = user && (context.member?.buys ?? audienceOf(organisation));
  return {
    ...base,
    ...services.rules.current,
    services,
    t: catalogues[locale],
    user,
    sessionId,
    sessionUserId,
    session: session && { method: session.method, authenticatedAt: session.authenticatedAt },
    audience: requestAudience(services.town.visitors, buys, chosenAudience),
    buys,
    chosenAudience,
    organisation,
    place: preferences.place,
    cookies,
    basketId: findBasket(base, readBasketId(cookies, secure)),
    requestId: String(context.requestId ?? 'none'),
    address: String(context.address ?? 'local'),
    logEvent: (event) => services.log.info({ event }, 'security event'),
    userAgent: request.headers.get('user-agent') ?? '',
    url,
    secure,
    ledgerKey: services.ledgerKey,
    payments: services.payments,
  };
}
