import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { answer } from '#app/http/answer.server.ts';

export const loader = answer(
  'ledger.key',
  (visit) =>
    new Response(`${verifierKey(visit.ledgerKey)}\n`, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
      },
    }),
);
