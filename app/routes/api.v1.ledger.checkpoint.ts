import type { LoaderFunctionArgs } from '@remix-run/node';
import { latestCheckpoint } from '#app/domain/ledger/heads.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { json } from '#app/http/api.server.ts';

export const loader = answer('api.v1.ledger.checkpoint', (visit, { request }: LoaderFunctionArgs) => {
  const head = latestCheckpoint(visit);
  return json(request, {
    origin: visit.ledgerKey.origin,
    size: head.size,
    root: head.root.toString('base64'),
    signed_at: head.at,
    note: head.note,
    key: verifierKey(visit.ledgerKey),
  });
});
