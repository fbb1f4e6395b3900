import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { letterHealth } from '#app/domain/outbox/letters.server.ts';
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
 * 200 if the database, the search and the end of the ledger answer; else 503, naming the part that fails. Letters that
 * do not leave and witnesses that do not cosign stay 200: the pages serve, and a restart would not help. A stranger
 * reads `ok`, and the state of the witnesses, which anyone can see in the log.
 */
export const loader = routeHandler('api/healthcheck', async (ctx) => {
  const { db, now, services } = ctx;
  const database = ok(() => db.$client.prepare('select 1').get());
  const search = await services.search.status().catch(() => ({ ok: false, engine: null, documents: 0 }));
  const size = ok(() => ledgerSize({ db }));
  const head = ok(() => latestSignedCheckpoint({ db })?.size ?? 0);
  const ledger = size.ok && head.ok && size.value === head.value;
  const mail = ok(() => letterHealth({ db, now }));
  const alarm = ok(() => readWitnessAlarm({ db, now }));
  const { state, reason } = alarm.value ?? { state: 'red', reason: 'unknown' };
  const witness = { state, reason };
  const healthy = database.ok && search.ok && ledger;
  const answer = (body: object) =>
    Response.json(body, { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } });
  if (!maySeeDetails(ctx)) return answer({ ok: healthy, witness });
  return answer({
    ok: healthy,
    version: packageJson.version,
    database: database.ok,
    search,
    ledger: { ok: ledger, size: size.value ?? null },
    witness: { ...witness, name: alarm.value?.witness ?? null },
    mail: mail.value ?? { ok: false },
  });
});

function ok<T>(work: () => T): { ok: boolean; value?: T } {
  try {
    return { ok: true, value: work() };
  } catch {
    return { ok: false }; // reported in the response; the check itself must not fail
  }
}
