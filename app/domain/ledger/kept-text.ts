// A checkpoint as people keep it: pasted from a letter, quoted, with other line ends, a wrapped line, text around it.
// Safe in a browser, no crypto.
import { fromBase64 } from './base64.ts';

/** Bytes of key id and signature of a log and of a witness (Ed25519, ML-DSA-44): where one is whole, a wrapped line ends. */
const wholeSignatures: readonly number[] = [68, 76, 4 + 8 + 2420];

/**
 * The first checkpoint in a text, in the form that was signed; null when the text holds no whole one. Does not look
 * at keys: who signed it is another question.
 */
export function mendCheckpoint(text: string): string | null {
  const lines = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\ufeff\u200b]/g, '')
    .split('\n')
    .map((line) => line.replace(/^(?:\s*>)+/, '').trim());
  const start = lines.findIndex((line, at) => line !== '' && isHead(lines[at + 1], lines[at + 2]));
  if (start === -1) return null;
  const end = lines.findIndex((line, at) => at > start + 2 && (line === '' || line.startsWith('—')));
  if (end === -1) return null;
  const signatures = mendSignatures(lines.slice(end).join(' '));
  return signatures.length === 0
    ? null
    : `${lines.slice(start, end).join('\n')}\n\n${signatures.map((line) => `${line}\n`).join('')}`;
}

function isHead(size: string | undefined, root: string | undefined): boolean {
  return /^(0|[1-9]\d{0,15})$/.test(size ?? '') && fromBase64(root ?? '')?.length === 32;
}

/** Signature lines from pieces: a dash, a name, and base64 in one piece or several. */
function mendSignatures(text: string): string[] {
  const signatures: string[] = [];
  const pieces = text.split(/\s+/).filter(Boolean);
  for (let at = 0; pieces[at] === '—'; ) {
    const name = pieces[at + 1] ?? '';
    let base64 = '';
    for (at += 2; /^[A-Za-z0-9+/]+={0,2}$/.test(pieces[at] ?? '') && !isWhole(base64); at++) base64 += pieces[at];
    if (name === '' || base64 === '') break;
    signatures.push(`— ${name} ${base64}`);
  }
  return signatures;
}

function isWhole(base64: string): boolean {
  return wholeSignatures.includes(fromBase64(base64)?.length ?? 0);
}
