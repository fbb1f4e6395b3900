// Answers of public pages, kept in memory and sent before the app is asked. A kept answer is made from its key alone
// (kept-visitor.ts) and counts while the number of what public pages show stands (public-version.server.ts).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UnansweredSearch } from '#app/domain/search/unanswered.ts';
import type { Town } from '#app/domain/shared/town.ts';
import {
  type AskedAnswer,
  bytesIn,
  encodingFor,
  headersIn,
  isNamed,
  type KeptAnswer,
  type KeptReader,
  mayBeKept,
  memoryOf,
  readAnswer,
} from './kept-answer.ts';
import {
  type FindMember,
  findPlainVisitor,
  isKeptPath,
  type KeptMember,
  keptKey,
  keptQuestion,
  type PlainVisitor,
  type RequestHead,
  readPlainHead,
} from './kept-visitor.ts';

/** The numbers that a kept page shows of its reader: lines in the basket, offers to compare. */
export type KeptNumbers = Pick<PlainVisitor, 'basketLines' | 'comparedOffers'>;

type Parts = {
  /** Scheme, host and port under which every kept page is made. */
  origin: string;
  town: Town;
  secure: boolean;
  /** Equal numbers: equal pages. */
  version: () => number;
  /** Lines in the basket of a browser. */
  countLines: (basketId: string) => number;
  findMember: FindMember;
  /** Asks the app for the page of any visitor, or any signed-in person of a kind, with these numbers. */
  ask: (request: Request, visitor: KeptNumbers, member: KeptMember | null) => Promise<AskedAnswer>;
  /** Whether this host is a mistyped name of ours, whose visitor is led to the printed one. */
  isMistyped: (host: string) => boolean;
  /** Receives each answer that did not pass the app. */
  onSent: (head: RequestHead, status: number) => void;
  /** Receives the search of each page without an answer that a person is shown, from the kept answers or once it is made. */
  onUnanswered: (search: UnansweredSearch, request: IncomingMessage) => void;
  maxBytes?: number;
};

export type KeptAnswers = {
  /**
   * Answers a request, now or once its page is made; false if it is one for the app. A signed-in person's is handed to the
   * app by `pass` if its answer turns out to be no public page.
   */
  answer: (request: IncomingMessage, response: ServerResponse, pass: () => void) => boolean;
  /** Bytes of all kept answers. */
  size: () => number;
};

type Entry = { answer: KeptAnswer; version: number; bytes: number; wasUsed: boolean };
type Making = { version: number; answer: Promise<KeptAnswer> };

/** One answer never takes more than this part of the whole. */
const largestPart = 1 / 16;
/** So many addresses with a query are remembered as asked once. */
const maxAsked = 10_000;

export function openKeptAnswers(parts: Parts): KeptAnswers {
  const { origin, version, ask, isMistyped, onSent, onUnanswered, maxBytes = 16 * 1024 * 1024 } = parts;
  /** In the order in which they came; one that was used since is let stand once more. */
  const entries = new Map<string, Entry>();
  const making = new Map<string, Making>();
  const askedOnce = new Set<number>();
  let total = 0;

  function answer(request: IncomingMessage, response: ServerResponse, pass: () => void): boolean {
    const head = readPlainHead(request.method, request.url, request.rawHeaders);
    if (head === null) return false;
    const visitor = findPlainVisitor(head, parts);
    if (visitor === null || isMistyped(head.host)) return false;
    const key = keptKey(head.address, visitor);
    const entry = entries.get(key);
    const current = version();
    if (entry?.version === current) {
      entry.wasUsed = true;
      if (send(response, head, entry.answer, visitor)) keep(key, entry);
      onSent(head, response.statusCode);
      if (entry.answer.unanswered && head.method === 'GET') onUnanswered(entry.answer.unanswered, request);
      return true;
    }
    if (!isKeptPath(head.address)) return false;
    make(key, head.address, visitor, current).then(
      (made) => {
        if (visitor.member && !mayBeKept(made)) return pass();
        send(response, head, made, visitor);
        if (made.unanswered && head.method === 'GET') onUnanswered(made.unanswered, request);
      },
      (error: Error) => response.destroy(error),
    );
    return true;
  }

  /** Visitors who ask for the same page while it is made wait for the same one. */
  function make(key: string, address: string, visitor: PlainVisitor, current: number): Promise<KeptAnswer> {
    const known = making.get(key);
    if (known?.version === current) return known.answer;
    const made = ask(keptQuestion(origin, address, visitor), visitor, visitor.member)
      .then(readAnswer)
      .then((answer) => {
        const before = entries.get(key)?.answer;
        if (before?.tag === answer.tag) Object.assign(answer.bytes, before.bytes); // compressed already
        if (mayBeKept(answer) && isWanted(key, address, visitor))
          keep(key, { answer, version: current, bytes: 0, wasUsed: false });
        return answer;
      })
      .finally(() => {
        if (making.get(key) === own) making.delete(key);
      });
    const own = { version: current, answer: made };
    making.set(key, own);
    return made;
  }

  /**
   * Queries, baskets and kinds of members have no end: their page is kept when it is asked for again, so that a flood of them pushes
   * nothing out.
   */
  function isWanted(key: string, address: string, { basketLines, member }: PlainVisitor): boolean {
    if ((!address.includes('?') && basketLines === 0 && !member) || entries.has(key)) return true;
    const hash = hashOf(key);
    if (askedOnce.delete(hash)) return true;
    if (askedOnce.size >= maxAsked) askedOnce.clear();
    askedOnce.add(hash);
    return false;
  }

  function keep(key: string, entry: Entry): void {
    drop(key);
    entry.bytes = memoryOf(entry.answer);
    if (entry.bytes > maxBytes * largestPart) return;
    entries.set(key, entry);
    total += entry.bytes;
    for (const [oldest, old] of entries) {
      if (total <= maxBytes) break;
      drop(oldest);
      if (!old.wasUsed || old === entry) continue;
      entries.set(oldest, { ...old, wasUsed: false });
      total += old.bytes;
    }
  }

  function drop(key: string): void {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return { answer, size: () => total };
}

/** Whether an encoding was made for it, so that the answer now holds more. */
function send(response: ServerResponse, head: RequestHead, answer: KeptAnswer, visitor: PlainVisitor): boolean {
  const encoding = encodingFor(answer, head.acceptEncoding);
  const isNew = answer.bytes[encoding] === undefined;
  const headers = headersIn(answer, encoding, readerOf(visitor));
  const isUnchanged = answer.status === 200 && isNamed(head.ifNoneMatch, answer);
  if (isUnchanged) response.writeHead(304, withoutLength(headers)).end();
  else response.writeHead(answer.status, headers).end(head.method === 'HEAD' ? undefined : bytesIn(answer, encoding));
  return isNew;
}

function readerOf({ member, isCookieless }: PlainVisitor): KeptReader {
  if (member) return 'member';
  return isCookieless ? 'stranger' : 'browser';
}

/** Of a body that is not sent: `Content-Length` and `Content-Encoding` are no headers of a 304. */
function withoutLength(headers: string[]): string[] {
  return headers.filter((_, i) => !/^content-(?:length|encoding|type)$/.test(headers[i - (i % 2)]!));
}

/** FNV-1a, 32 bits. Two addresses of one hash are kept a request early. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
