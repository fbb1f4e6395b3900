import { domainToUnicode } from 'node:url';

/** A stored e-mail address as people read it: `courriel@xn--fentre-kva.fr` is `courriel@fenêtre.fr`. */
export function displayEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return domain.includes('xn--') ? `${address.slice(0, at + 1)}${domainToUnicode(domain) || domain}` : address;
}
