import { gzipSync } from 'node:zlib';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readTile } from '#app/domain/ledger/checkpoints.server.ts';
import { readEntryBundle } from '#app/domain/ledger/entry-bundles.server.ts';
import { parseTilePath, type TilePath } from '#app/domain/ledger/tile-path.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { takesGzip } from '#app/http/takes-gzip.ts';

/**
 * C2SP tlog-tiles: hashes, and the entries as bundles. A served one never changes, so it may be cached for ever. Full ones
 * are answered before the app, once they have a row (full-tiles.server.ts).
 */
export const loader = routeHandler('town/ledger.tile.$', (ctx, { params, request }: LoaderFunctionArgs) => {
  const path = parseTilePath(params['*'] ?? '');
  if (!path) return absent('no tile has this address\n');
  const found = path.level === 'entries' ? bundleOf(ctx, path) : readTile(ctx, path.level, path.index, path.width);
  if (found === null) return absent('not there yet\n');
  if (typeof found === 'string') return absent(found);
  return path.level === 'entries' ? bundleAnswer(found, request) : answer(found, {});
});

/** Null when it is not complete yet; a sentence when it is not public. */
function bundleOf(ctx: RequestContext, { index, width }: TilePath): Buffer | string | null {
  const bundle = readEntryBundle(ctx, index, width);
  if (bundle.state === 'not-yet') return null;
  return bundle.state === 'served'
    ? bundle.bytes
    : 'entries of this bundle were written before commitments: their hashes are public, their text is not\n';
}

/** A tenth of its size with gzip, for who takes it (tlog-tiles asks for compression at the HTTP layer). */
function bundleAnswer(bytes: Buffer, { headers }: Request): Response {
  const vary = { vary: 'Accept-Encoding' };
  return takesGzip(headers.get('accept-encoding'))
    ? answer(gzipSync(bytes), { ...vary, 'content-encoding': 'gzip' })
    : answer(bytes, vary);
}

function answer(bytes: Buffer, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      ...headers,
    },
  });
}

/** Not cached: a tile that is missing now may be complete in a second. */
function absent(why: string): Response {
  return new Response(why, {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
