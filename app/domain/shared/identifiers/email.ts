import { refused } from '../result.ts';
import type { ReadIdentifier } from './identifier.ts';

/** One atom of the part before the @ (RFC 5322, 3.2.3); quoted parts and addresses in brackets are not taken. */
const atoms = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** A label of a host (RFC 1123, 2.1): 63 signs, no hyphen at its ends. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * An e-mail address in lower case: a dot-atom of 64 signs at most, an @, and a domain of at least two labels, 254 signs
 * together (RFC 5321, 4.5.3.1, and its erratum 1690). An accented domain becomes the ASCII one that DNS knows (RFC 5891);
 * `displayEmail` shows it as it was typed. Accents before the @ need SMTPUTF8, which few servers have.
 */
export function readEmail(typed: string): ReadIdentifier<'email'> {
  const text = typed.trim().normalize('NFC').toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 1) return refused('at');
  const localPart = text.slice(0, at);
  if (localPart.length > 64) return refused('local-length');
  if (/[^\0-\x7f]/.test(localPart)) return refused('local-accents');
  if (!atoms.test(localPart)) return refused('local-part');
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return refused('domain');
  if (localPart.length + 1 + domain.length > 254) return refused('domain-length');
  return { ok: true, value: `${localPart}@${domain}` };
}

/** A domain of two labels or more, in ASCII; null if a label is none, or if the last is a number. */
function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(domain)) return null;
  const ascii = /[^\0-\x7f]/.test(domain) ? toAscii(domain) : domain;
  const labels = ascii?.split('.') ?? [];
  if (labels.length < 2 || !labels.every((one) => label.test(one))) return null;
  return /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/.test(labels.at(-1)!) ? ascii : null;
}

function toAscii(domain: string): string | null {
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
}
