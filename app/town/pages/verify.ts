import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { publishPolicy } from '#app/domain/ledger/policy.server.ts';
import { hasFreshQuorum, readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { verifyPage } from '#app/town/verify-page.server.ts';

export const loader = routeHandler('town/verify', (ctx) => {
  const { verify } = ctx.t;
  const keys = keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => line);
  return verifyPage(
    { verify, locale: ctx.locale, home: ctx.services.env.origin },
    publishPolicy(ctx, ctx.services.env.origin, keys),
    hasFreshQuorum(ctx) ? null : alarmSentence(ctx),
  );
});

function alarmSentence(ctx: RequestContext): string {
  const { alarm } = ctx.t.witnesses;
  const { reason, witness } = readWitnessAlarm(ctx);
  return `${reason ? alarm.reasons[reason](witness ?? '') : alarm.red} ${alarm.meaning}`;
}
