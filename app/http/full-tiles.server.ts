// Full tiles and bundles of the ledger, answered before the app as built files are: they are public, and never change.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { findFullTile } from '#app/domain/ledger/full-tiles.server.ts';
import { parseTilePath } from '#app/domain/ledger/tile-path.ts';
import type { Db } from '#db/client.ts';
import { baseHeaders } from './security.ts';
import { takesGzip } from './takes-gzip.ts';

type Parts = {
  db: Db;
  secure: boolean;
  /** Receives each answer that did not pass the app. */
  onSent: (head: { method: string; address: string }, status: number) => void;
};

const prefix = '/ledger/tile/';

export type FullTiles = {
  /** Answers a request for a tile that is stored; false for every other, which is for the app. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean;
};

export function openFullTiles({ db, secure, onSent }: Parts): FullTiles {
  const always = {
    ...baseHeaders(secure),
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag,X-Request-Id',
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return {
    answer(request, response) {
      const { method = '', url: address = '', headers } = request;
      if (!address.startsWith(prefix) || (method !== 'GET' && method !== 'HEAD')) return false;
      const path = parseTilePath(address.slice(prefix.length));
      const stored = path && findFullTile({ db }, path);
      if (!path || !stored) return false;
      const isBundle = path.level === 'entries';
      const isGzip = isBundle && takesGzip(headers['accept-encoding']);
      const tag = `"${path.level}-${path.index}${isGzip ? '-gzip' : ''}"`;
      const named = { ...always, etag: tag, ...(isBundle && { vary: 'Accept-Encoding' }) };
      if (isListed(headers['if-none-match'], tag)) response.writeHead(304, named).end();
      else {
        const bytes = isBundle && !isGzip ? gunzipSync(stored) : stored;
        const sized = { ...named, 'content-length': bytes.length, ...(isGzip && { 'content-encoding': 'gzip' }) };
        response.writeHead(200, sized).end(method === 'HEAD' ? undefined : bytes);
      }
      onSent({ method, address }, response.statusCode);
      return true;
    },
  };
}

/** Whether `If-None-Match` names the tag, weak or not, or any (RFC 9110, section 13.1.2). */
function isListed(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
