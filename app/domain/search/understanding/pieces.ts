// Typed text cut into pieces: words, numbers and signs, each with the letters that patterns compare. Pure.
import { foldText } from '../analysis.ts';

/**
 * `typed`: as it stands in the text. `folded`: as patterns compare it. `from`, `upTo`: its place in the joined text.
 * `touches`: only a hyphen or an apostrophe, or nothing, is between it and the piece before. `elided`: "l'" before a
 * word, or the "'s" after one.
 */
export type TextPiece = {
  typed: string;
  folded: string;
  from: number;
  upTo: number;
  touches: boolean;
  elided: boolean;
};

/** The pieces of a text, and their folded forms joined by single spaces. */
export type TypedText = { pieces: readonly TextPiece[]; joined: string };

const date = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?`;
const number = String.raw`\d{1,3}(?:[   ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?`;
const piece = new RegExp(String.raw`${date}|${number}|\p{L}[\p{L}\p{M}\p{N}²³]*|[€"″<>]`, 'gu');
const elisions = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)$/;
const maxPieces = 40;

/** Cuts "500g" in two, keeps "0,5", "1 000", "20/06" and "A4" whole. */
export function piecesOf(text: string): TypedText {
  const pieces: TextPiece[] = [];
  let joined = '';
  let end = 0;
  const plain = text.normalize('NFC');
  for (const { 0: typed, index } of plain.matchAll(piece)) {
    if (pieces.length === maxPieces) break;
    const folded = foldText(typed)
      .replace(/(?<=\d)[ ](?=\d)/g, '')
      .replace(/(?<=\d),(?=\d)/g, '.');
    const from = joined === '' ? 0 : joined.length + 1;
    joined = joined === '' ? folded : `${joined} ${folded}`;
    const touches = pieces.length > 0 && /^[-'’ʼ‐‑]?$/u.test(plain.slice(end, index));
    const own = /['’ʼ]$/u.test(plain.slice(end, index)) && folded === 's' && touches;
    end = index + typed.length;
    const elided = own || (/^['’ʼ]\p{L}/u.test(plain.slice(end, end + 2)) && elisions.test(folded));
    pieces.push({ typed, folded, from, upTo: joined.length, touches, elided });
  }
  return { pieces, joined };
}

/** The typed text of some pieces; those that touch stay together. */
export function typedOf(pieces: readonly TextPiece[]): string {
  return pieces.map(({ typed, touches }, i) => `${i === 0 ? '' : touches ? '-' : ' '}${typed}`).join('');
}
