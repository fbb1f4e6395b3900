import { readWitnesses } from '#app/domain/ledger/cosignatures.server.ts';
import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { verifyPage } from '#app/town/verify-page.server.ts';

export const loader = routeHandler('town/verify', (ctx) => {
  const witnesses = readWitnesses(ctx.services.env.witnesses).map(({ key }) => key.line);
  const { verify } = ctx.t;
  return verifyPage(
    { verify, locale: ctx.locale, home: ctx.services.env.origin },
    [...keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => line), ...witnesses].join('\n'),
  );
});
