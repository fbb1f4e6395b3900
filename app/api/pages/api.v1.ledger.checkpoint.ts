import type { LoaderFunctionArgs } from '@remix-run/node';
import { jsonResponse } from '#app/api/responses.server.ts';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('api/api.v1.ledger.checkpoint', (ctx, { request }: LoaderFunctionArgs) => {
  const head = latestCheckpoint(ctx);
  return jsonResponse(request, {
    origin: ctx.ledgerKey.origin,
    size: head.size,
    root: head.root.toString('base64'),
    signed_at: head.at,
    note: head.note,
    key: verifierKey(ctx.ledgerKey),
  });
});
