import type { LoaderFunctionArgs } from '@remix-run/node';
import { readTile } from '#app/domain/ledger/checkpoints.server.ts';
import { parseTilePath } from '#app/domain/ledger/tile-path.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** C2SP tlog-tiles: hashes only. A served tile never changes, so it may be cached for ever. */
export const loader = routeHandler('town/ledger.tile.$', (ctx, { params }: LoaderFunctionArgs) => {
  const path = parseTilePath(params['*'] ?? '');
  const hashes = path && readTile(ctx, path.level, path.index, path.width);
  if (!hashes) throw new NotFound('tile');
  return new Response(new Uint8Array(hashes), {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
});
