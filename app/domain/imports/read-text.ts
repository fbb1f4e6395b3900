// Decodes uploaded bytes: detects encoding and delimiter from the content, never from the file name. Pure.
import { isUtf8 } from 'node:buffer';
import type { Encoding } from './offer-import.ts';

/** By byte order mark; else by zero bytes at odd or even positions (UTF-16); else UTF-8 if valid, or windows-1252. */
export function detectEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const head = bytes.subarray(0, 4000);
  const zeros = (odd: 0 | 1) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length;
  if (zeros(1) > head.length / 5) return 'utf-16le';
  if (zeros(0) > head.length / 5) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The most frequent delimiter of the first line, outside quotes; a comma when there is none. */
export function detectDelimiter(text: string): Delimiter {
  const first = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => first.split(delimiter).length - 1);
  const maxCount = Math.max(...counts);
  return maxCount === 0 ? ',' : delimiters[counts.indexOf(maxCount)]!;
}

/** Decodes in chunks, so that a large file is not in memory a second time as text. */
export function* decodeText(bytes: Buffer, encoding: Encoding, piece = 64 * 1024): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += piece)
    yield decoder.decode(bytes.subarray(at, at + piece), { stream: true });
  yield decoder.decode();
}
