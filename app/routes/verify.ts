import { readWitnesses } from '#app/domain/ledger/cosignatures.server.ts';
import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { verifyPage } from '#app/http/verify-page.server.ts';

export const loader = answer('verify', (visit) => {
  const witnesses = readWitnesses(visit.hall.env.witnesses).map(({ key }) => key.line);
  const { verify } = visit.t;
  return verifyPage(
    { verify, locale: visit.locale, home: visit.hall.env.origin },
    [...keysOf(visit.db, visit.ledgerKey).map(({ line }) => line), ...witnesses].join('\n'),
  );
});
