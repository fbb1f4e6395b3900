/** The party that passkeys are made for (WebAuthn): its domain name and the only origin that may use them. */
export type RelyingParty = { id: string; origin: string };

/** Null if browsers offer no passkeys at this origin: they want a name, not an address, and https except on localhost. */
export function findRelyingParty(origin: string): RelyingParty | null {
  const { protocol, hostname } = new URL(origin);
  const isName = !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[');
  const isSecure = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return isName && isSecure ? { id: hostname, origin } : null;
}
