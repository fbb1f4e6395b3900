// A decision as its person signs it: the challenge of a passkey is the hash of the decision's canonical text. Verified
// with WebCrypto alone, in a stranger's browser too.
import { fromBase64 } from './base64.ts';
import { canonicalJson, type Json } from './canonical.ts';

/** `letter`: a code by letter, which only the town can vouch for. `demonstration`: a password, where nothing is real. */
export const signingMethods = ['passkey', 'letter', 'demonstration'] as const;
export type SigningMethod = (typeof signingMethods)[number];

/** `waits-for-second`: above a sum, the first of two persons has signed, and nothing else has happened yet. */
export const decisionEffects = ['taken', 'waits-for-second'] as const;
export type DecisionEffect = (typeof decisionEffects)[number];

/** Without names and reasons: those are in the private part, which `private_commit` holds. */
export type SignedDecision = {
  readonly v: 1;
  readonly at: string;
  /** The act, such as `evidence.decide`, its object's id, and its outcome. */
  readonly verb: string;
  readonly object: string;
  readonly outcome: string;
  /** Salted commitment to the person and all that the form said: the pseudonym that the person can open. */
  readonly private_commit: string;
};

/** A passkey's signature as an entry holds it: base64url, the key as JWK. */
export type PasskeySignature = {
  readonly key: { readonly [name: string]: string };
  readonly authenticator_data: string;
  readonly client_data_json: string;
  readonly signature: string;
};

/** The hash that is signed, base64url. */
export async function hashOfDecision(decision: SignedDecision): Promise<string> {
  return toBase64Url(await sha256(new TextEncoder().encode(canonicalJson(decision))));
}

/** The challenge for decisions taken together: the hash of the list of their hashes, base64url. */
export async function hashOfBatch(hashes: readonly string[]): Promise<string> {
  return toBase64Url(await sha256(new TextEncoder().encode(canonicalJson(hashes))));
}

export type DecisionVerdict =
  | {
      ok: true;
      method: SigningMethod;
      origin: string | null;
      /** The decisions that the same signature stands for, this one among them. */
      together: number;
    }
  | { ok: false; reason: 'form' | 'hash' | 'challenge' | 'person' | 'signature' };

/** Null for an entry of another kind. Whether the person of the key meant this decision, and no other. */
export async function verifyDecision(entry: Record<string, unknown>): Promise<DecisionVerdict | null> {
  if (entry.kind !== 'decision.signed') return null;
  const { decision, hash, batch, method, passkey } = entry as {
    decision?: SignedDecision;
    hash?: string;
    batch?: readonly string[];
    method?: string;
    passkey?: PasskeySignature;
  };
  const known = signingMethods.find((one) => one === method);
  if (!decision || !known || decision.private_commit !== entry.private_commit) return { ok: false, reason: 'form' };
  if ((await hashOfDecision(decision)) !== hash || batch?.includes(hash) === false)
    return { ok: false, reason: 'hash' };
  const together = batch?.length ?? 1;
  if (known !== 'passkey') return { ok: true, method: known, origin: null, together };
  if (!passkey) return { ok: false, reason: 'form' };
  try {
    return await verifyPasskey(passkey, batch ? await hashOfBatch(batch) : hash, together);
  } catch {
    return { ok: false, reason: 'form' };
  }
}

async function verifyPasskey(passkey: PasskeySignature, hash: string, together: number): Promise<DecisionVerdict> {
  const [data, client, signature] = [passkey.authenticator_data, passkey.client_data_json, passkey.signature].map(
    fromBase64Url,
  ) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  const clientData = JSON.parse(new TextDecoder().decode(client)) as {
    type?: string;
    challenge?: string;
    origin?: string;
  };
  if (clientData.type !== 'webauthn.get' || clientData.challenge !== hash) return { ok: false, reason: 'challenge' };
  const flags = data[32] ?? 0; // bit 0: the person was present; bit 2: PIN, finger or face
  if ((flags & 5) !== 5) return { ok: false, reason: 'person' };
  const origin = String(clientData.origin);
  const isOurs = equal(data.subarray(0, 32), await sha256(new TextEncoder().encode(new URL(origin).hostname)));
  const signed = new Uint8Array([...data, ...(await sha256(client))]);
  return isOurs && (await verifiesBy(passkey.key, signature, signed))
    ? { ok: true, method: 'passkey', origin, together }
    : { ok: false, reason: 'signature' };
}

async function verifiesBy(
  jwk: PasskeySignature['key'],
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const read = (algorithm: RsaHashedImportParams | EcKeyImportParams | Algorithm) =>
    crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  if (jwk.kty === 'OKP') return crypto.subtle.verify('Ed25519', await read({ name: 'Ed25519' }), signature, signed);
  if (jwk.kty === 'RSA') {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return crypto.subtle.verify(algorithm, await read(algorithm), signature, signed);
  }
  const key = await read({ name: 'ECDSA', namedCurve: 'P-256' });
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, plainSignature(signature), signed);
}

/** ASN.1 DER, as authenticators write it, to the two numbers of 32 bytes that WebCrypto reads. */
function plainSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2, at + 2 + length);
    const short = number.subarray(Math.max(0, number.length - 32));
    plain.set(short, end - short.length);
    at += 2 + length;
  }
  return plain;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=');
  const bytes = fromBase64(padded);
  if (!bytes) throw new TypeError('not base64url');
  return new Uint8Array(bytes);
}

/** The private part of a decision: its person, and the form as typed. */
export type DecisionSecrets = { readonly person: string; readonly fields: { readonly [name: string]: Json } };
