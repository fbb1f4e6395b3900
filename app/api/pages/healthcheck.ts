import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { isLoopback } from '#app/domain/shared/loopback.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import packageJson from '../../../package.json' with { type: 'json' };

/**
 * A steward may see the details, and so may this machine if the instance has no public address. With one, a proxy on
 * the same machine asks for everybody.
 */
function maySeeDetails(ctx: RequestContext): boolean {
  if (ownRoles(ctx).has('steward')) return true;
  return isLoopback(new URL(ctx.services.env.origin).hostname) && isLoopback(ctx.address);
}

/**
 * 200 while pages and orders are served: the database takes a row, the search answers, the end of the ledger is signed;
 * else 503. All else that is wrong is the state `yellow`: a restart would not help, a person has to look. A stranger
 * reads the state of the whole, and that of the witnesses, which anyone can see in the log.
 */
export const loader = routeHandler('api/healthcheck', async (ctx) => {
  const { ok, state, parts } = await ctx.services.health.read();
  const short = { ok, state, witness: parts.witness.alarm };
  const body = maySeeDetails(ctx) ? { ...short, version: packageJson.version, parts } : short;
  return Response.json(body, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
});
