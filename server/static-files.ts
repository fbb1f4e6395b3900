// Built files. Each answer has an ETag of its bytes, so that what is unchanged over a deployment is not sent again, and
// no part of a file is sent alone: a download resumed over a deployment would be a mixture of two.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';

/** Serves the files of `root`, which do not change while the server runs, with `headers`; passes on what is not there. */
export function staticFiles(root: string, headers: Record<string, string>): MiddlewareHandler {
  const known = new Map<string, { etag: string; hasVariants: boolean }>();
  const factsOf = (path: string) => {
    const facts = known.get(path) ?? readFacts(path);
    known.set(path, facts);
    return facts;
  };
  const served = new WeakMap<object, string>();
  const serve = serveStatic({ root, precompressed: true, onFound: (path, c) => void served.set(c, path) });
  return async (c, next) => {
    if (c.req.header('range') !== undefined) c.req.raw.headers.delete('range');
    const answer = await serve(c, next);
    const path = served.get(c);
    if (!(answer instanceof Response) || path === undefined) return answer;
    const { etag, hasVariants } = factsOf(path);
    const own = { ...headers, etag, ...(hasVariants && { vary: 'Accept-Encoding' }) };
    if (names(c.req.header('if-none-match'), etag)) {
      await answer.body?.cancel();
      return new Response(null, { status: 304, headers: own });
    }
    for (const [name, value] of Object.entries(own)) answer.headers.set(name, value);
    // The date of the build is none of the content.
    answer.headers.delete('last-modified');
    return answer;
  };
}

function readFacts(path: string): { etag: string; hasVariants: boolean } {
  const hash = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22);
  const plain = path.replace(/\.(br|gz)$/, '');
  return { etag: `"${hash}"`, hasVariants: existsSync(`${plain}.br`) || existsSync(`${plain}.gz`) };
}

/** Whether a list of tags has this one, weak or not, or any (RFC 9110, section 13.1.2). */
function names(list: string | undefined, etag: string): boolean {
  if (list === undefined) return false;
  return list.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
