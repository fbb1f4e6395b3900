import { readWitnesses } from '#app/domain/ledger/cosignatures.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { verifyPage } from '#app/http/verify-page.server.ts';

export const loader = answer('verify', (visit) => {
  const witnesses = readWitnesses(visit.hall.env.witnesses).map(({ key }) => key.line);
  const { verify } = visit.t;
  return verifyPage(
    { verify, locale: visit.locale, home: visit.hall.env.origin },
    [verifierKey(visit.ledgerKey), ...witnesses].join('\n'),
  );
});
