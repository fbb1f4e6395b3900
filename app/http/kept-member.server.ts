// The kind of a signed-in person. Roles, organisations and the basket are read at each request. Their name and id are in no kept
// page.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { findSeenUser } from '#app/domain/accounts/sessions.server.ts';
import { countBasketLines } from '#app/domain/basket/baskets.server.ts';
import { findBasket } from '#app/domain/basket/own-basket.server.ts';
import { audienceOf } from '#app/domain/scoring/audience.ts';
import { hasSaved } from '#app/domain/search/saved-searches.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import type { Services } from '#app/wiring.server.ts';
import type { FindMember } from './kept-visitor.ts';

/**
 * The member of a session that needs no writing; null for any other session, and where the address shows more of the
 * person: the catalogue tells which searches they saved, the page for sellers whether they have a place here.
 */
export function findKeptMember(
  { db, clock, town }: Pick<Services, 'db' | 'clock' | 'town'>,
  ...[sessionId, browserBasket, address]: Parameters<FindMember>
): ReturnType<FindMember> {
  const now = clock.now();
  const userId = findSeenUser(db, sessionId, now);
  if (userId === null) return null;
  const ctx: Ctx = { db, actor: { kind: 'user', userId }, now, locale: sourceLocale, town };
  const [path] = address.split('?', 1);
  if (path === '/sell' || (path === '/offers' && hasSaved(ctx))) return null;
  return {
    member: {
      buys: audienceOf(listOwnOrganisations(ctx)[0] ?? null),
      sells: listOwnSuppliers(ctx).length > 0,
      steward: ownRoles(ctx).has('steward'),
    },
    basketLines: countBasketLines(ctx, findBasket(ctx, browserBasket)),
  };
}
