// One kept answer: its bytes as they are, and by gzip and brotli from the first visitor on who asks for it, with the headers of each.
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { UnansweredSearch } from '#app/domain/search/unanswered.ts';

const encodings = ['br', 'gzip', 'identity'] as const;
export type KeptEncoding = (typeof encodings)[number];

export type KeptAnswer = {
  status: number;
  /** The search that it has no answer to; null of any other page. */
  unanswered: UnansweredSearch | null;
  /** The hash of the plain bytes, without quotes. */
  tag: string;
  /** Of the answer, without those that depend on the encoding. */
  headers: readonly (readonly [name: string, value: string])[];
  bytes: Partial<Record<KeptEncoding, Buffer>> & { identity: Buffer };
  /** Whether other encodings make it smaller. */
  isCompressed: boolean;
  /** Pairs one after the other, as Node writes them fastest. */
  written: Map<string, string[]>;
};

/** A shared cache may keep a page for ten seconds, and show it for a minute while it asks again. */
export const publicPage = 'public, max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=60';

/** For whom an answer is sent: a stranger without any cookie, a browser that chose something, a signed-in person. */
export type KeptReader = 'stranger' | 'browser' | 'member';

/** A page that a visitor's own choice made; that of a signed-in person is asked for again after sign-out. */
const cachingOf: Record<KeptReader, string> = {
  stranger: publicPage,
  browser: 'private, no-cache',
  member: 'private, no-store',
};

/** A body of fewer bytes grows or hardly shrinks. */
const minCompressed = 1024;

const texts = /^(?:text\/|application\/|image\/svg)/;

const perKeptEncoding = ['content-length', 'content-encoding', 'etag', 'vary'];

/** A page of the app, and the search that it has no answer to. */
export type AskedAnswer = { response: Response; unanswered: UnansweredSearch | null };

/** Reads an answer of the app, which was asked without encodings. */
export async function readAnswer({ response, unanswered }: AskedAnswer): Promise<KeptAnswer> {
  const identity = Buffer.from(await response.arrayBuffer());
  const vary = new Set((response.headers.get('vary') ?? '').split(/,\s*/).filter(Boolean));
  vary.delete('Accept-Encoding');
  const headers = [...response.headers].filter(([name]) => !perKeptEncoding.includes(name));
  return {
    status: response.status,
    unanswered,
    tag: createHash('sha1').update(identity).digest('base64url'),
    headers: [...headers, ['vary', ['Accept-Encoding', ...vary].join(', ')]],
    bytes: { identity },
    isCompressed: identity.length >= minCompressed && texts.test(response.headers.get('content-type') ?? ''),
    written: new Map(),
  };
}

/** Whether an answer may be kept for others: a page that was found, is public and sets no cookie. */
export function mayBeKept({ status, headers }: KeptAnswer): boolean {
  const own = headers.find(([name]) => name === 'cache-control')?.[1] ?? '';
  return status === 200 && own.startsWith('public') && !headers.some(([name]) => name === 'set-cookie');
}

/** The bytes that an answer holds in memory, the longest of its headers included. */
export function memoryOf({ bytes }: KeptAnswer): number {
  return Object.values(bytes).reduce((sum, one) => sum + one.length, 0) + 4096;
}

/** The encoding to send; made at its first use. */
export function encodingFor({ isCompressed }: KeptAnswer, accepted: string | undefined): KeptEncoding {
  return isCompressed ? acceptedEncoding(accepted) : 'identity';
}

/** The body in an encoding. Brotli at its fifth level costs as much as gzip at its usual one, and is smaller. */
export function bytesIn({ bytes }: KeptAnswer, encoding: KeptEncoding): Buffer {
  bytes[encoding] ??=
    encoding === 'br'
      ? brotliCompressSync(bytes.identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : gzipSync(bytes.identity);
  return bytes[encoding];
}

/** Headers of the answer in an encoding. A visitor's own choice makes a page that no shared cache keeps. */
export function headersIn(answer: KeptAnswer, encoding: KeptEncoding, reader: KeptReader): string[] {
  const key = `${encoding} ${reader}`;
  const known = answer.written.get(key);
  if (known) return known;
  const pairs = answer.headers.map(([name, value]) =>
    name === 'cache-control' && (value === publicPage || reader === 'member')
      ? [name, cachingOf[reader]]
      : [name, value],
  );
  const { tag } = answer;
  // The same tag under each encoding: weak where the bytes are not those that it was made of.
  pairs.push(['etag', encoding === 'identity' ? `"${tag}"` : `W/"${tag}"`]);
  if (encoding !== 'identity') pairs.push(['content-encoding', encoding]);
  pairs.push(['content-length', String(bytesIn(answer, encoding).length)]);
  const written = pairs.flat();
  answer.written.set(key, written);
  return written;
}

/** Whether `If-None-Match` names the answer: any tag, or a list with it, weak or not (RFC 9110, section 13.1.2). */
export function isNamed(header: string | undefined, { tag }: KeptAnswer): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`);
}

const readHeaders = new Map<string, KeptEncoding>();
const maxHeaders = 200;

/** The best of our encodings that an `Accept-Encoding` names with a weight (RFC 9110, section 12.5.3). */
function acceptedEncoding(header: string | undefined): KeptEncoding {
  if (header === undefined) return 'identity';
  const asked = header.slice(0, 200);
  const known = readHeaders.get(asked);
  if (known) return known;
  const weights = new Map(
    asked.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return [name, Number(weight)] as const;
    }),
  );
  const best = encodings.find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0) ?? 'identity';
  if (readHeaders.size >= maxHeaders) readHeaders.clear();
  readHeaders.set(asked, best);
  return best;
}
