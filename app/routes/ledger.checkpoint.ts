import { latestCheckpoint } from '#app/domain/ledger/heads.server.ts';
import { answer } from '#app/http/answer.server.ts';

export const loader = answer(
  'ledger.checkpoint',
  (visit) =>
    new Response(latestCheckpoint(visit).note, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
      },
    }),
);
