// The only file that uses @simplewebauthn/server. That library throws for most of what is wrong and answers
// `verified: false` for the rest; here both are a refusal. It compares neither the id of the credential nor the user
// handle with the stored ones, and lets a page of another site ask inside its frame: all three are refused here.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import { type Result, refused } from '#app/domain/shared/result.ts';
import { challengeMinutes } from './challenges.server.ts';
import type { RelyingParty } from './relying-party.ts';

const base64url = z.string().regex(/^[\w-]*$/);
/** Ways to reach an authenticator; those that come to be later are left out. */
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
const transports = z.array(transport.or(z.string()).catch('')).max(20);
/** Of COSE: EdDSA, ES256, RS256. All three can be verified by the WebCrypto of a stranger's browser. */
const algorithms = [-8, -7, -257];
const timeout = challengeMinutes * 60_000;

const registration = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
  response: z.looseObject({
    attestationObject: base64url,
    clientDataJSON: base64url,
    transports: transports.optional(),
  }),
});
const assertion = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
  response: z.looseObject({
    authenticatorData: base64url,
    clientDataJSON: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});
/** The answer of an authenticator, base64url. */
export type PasskeyAssertion = z.infer<typeof assertion>;

type NewPasskeyOwner = { id: string; name: string; email: string };
type StoredPasskey = { id: string; transports: string[] };

/** Options to make a key that the browser can offer by itself, and that asks for PIN, finger or face at each use. */
export function makeCreationOptions(
  party: RelyingParty,
  owner: NewPasskeyOwner,
  known: readonly StoredPasskey[],
  challenge: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Halle',
    rpID: party.id,
    userName: owner.email,
    userDisplayName: owner.name,
    userID: new TextEncoder().encode(owner.id),
    challenge: decoded(challenge),
    timeout,
    excludeCredentials: known.map(({ id, transports: kinds }) => ({ id, transports: kinds })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  });
}

/** Options to sign with one of `known`, or with any key that the browser has for us if none is given. */
export function makeRequestOptions(
  party: RelyingParty,
  known: readonly StoredPasskey[],
  challenge: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: decoded(challenge),
    timeout,
    allowCredentials: known.map(({ id, transports: kinds }) => ({ id, transports: kinds })),
    userVerification: 'required',
  });
}

/** Given as text, the library would encode a challenge once more. */
function decoded(challenge: string) {
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}

/** The challenge that the browser says it signed: it may only serve to look up what was asked. Null if it says none. */
export function readChallenge(clientDataJSON: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    const { challenge, crossOrigin } = z
      .looseObject({ challenge: z.string(), crossOrigin: z.boolean().optional() })
      .parse(data);
    return crossOrigin ? null : challenge;
  } catch {
    return null;
  }
}

export type NewPasskey = { id: string; publicKey: Buffer; counter: number; transports: string[] };

/** Verifies a new key; `isExpected` uses up its challenge. */
export async function verifyRegistration(
  party: RelyingParty,
  typed: string,
  isExpected: (challenge: string) => boolean,
): Promise<Result<NewPasskey, { reason: 'not-verified' }>> {
  const parsed = registration.safeParse(parsedJson(typed));
  const challenge = parsed.success && readChallenge(parsed.data.response.clientDataJSON);
  if (!parsed.success || !challenge || !isExpected(challenge)) return refused('not-verified');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: parsed.data,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return refused('not-verified');
    const { id, publicKey, counter } = registrationInfo.credential;
    const kinds = parsed.data.response.transports ?? [];
    return { ok: true, id, publicKey: Buffer.from(publicKey), counter, transports: kinds };
  } catch {
    return refused('not-verified');
  }
}

/** Reads what a form posts of an assertion; null if it is none. */
export function readAssertion(typed: string): PasskeyAssertion | null {
  const parsed = assertion.safeParse(parsedJson(typed));
  return parsed.success ? parsed.data : null;
}

/**
 * Whether `passkey` signed this challenge here, with its person verified. Returns the counter of the authenticator,
 * which the caller compares with the stored one as it stores it.
 */
export async function verifyAssertion(
  party: RelyingParty,
  signed: PasskeyAssertion,
  passkey: { id: string; userId: string; publicKey: Buffer },
  challenge: string,
): Promise<Result<{ counter: number }, { reason: 'not-verified' }>> {
  const { userHandle, clientDataJSON } = signed.response;
  if (signed.id !== passkey.id || readChallenge(clientDataJSON) !== challenge) return refused('not-verified');
  if (userHandle && Buffer.from(userHandle, 'base64url').toString('utf8') !== passkey.userId)
    return refused('not-verified');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: signed,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    });
    return verified ? { ok: true, counter: authenticationInfo.newCounter } : refused('not-verified');
  } catch {
    return refused('not-verified');
  }
}

function parsedJson(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return null;
  }
}

/** A stored key (COSE) as JWK, which every WebCrypto reads. */
export function publicJwk(publicKey: Buffer): { [name: string]: string } {
  const key = z.map(z.number(), z.unknown()).parse(decodeCredentialPublicKey(new Uint8Array(publicKey)));
  const part = (name: number) => {
    const value = key.get(name);
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : '';
  };
  if (key.get(1) === 1) return { kty: 'OKP', crv: 'Ed25519', x: part(-2) };
  if (key.get(1) === 3) return { kty: 'RSA', n: part(-1), e: part(-2) };
  return { kty: 'EC', crv: 'P-256', x: part(-2), y: part(-3) };
}
