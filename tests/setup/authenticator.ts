// An authenticator in software: makes passkeys and signs challenges, rightly or with a given fault.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { RelyingParty } from '#app/domain/accounts/relying-party.ts';

export type PasskeyAlgorithm = 'ES256' | 'EdDSA' | 'RS256';
/** Faults of what is signed: another origin, RP or type, a missing flag, another user, a page inside another site's frame. */
export type SigningFault = {
  origin?: string;
  rpId?: string;
  type?: string;
  isVerified?: boolean;
  isPresent?: boolean;
  counter?: number;
  userHandle?: string;
  crossOrigin?: boolean;
};

const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

export function openAuthenticator(party: RelyingParty, userId: string, algorithm: PasskeyAlgorithm = 'ES256') {
  const { publicKey, privateKey } = keyPair(algorithm);
  const id = randomBytes(20);
  let counter = 0;
  const dataOf = (fault: SigningFault, attested = Buffer.alloc(0)) => {
    const flags =
      (fault.isPresent === false ? 0 : 1) | (fault.isVerified === false ? 0 : 4) | (attested.length > 0 ? 64 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(fault.counter ?? counter);
    return Buffer.concat([sha256(fault.rpId ?? party.id), Buffer.of(flags), count, attested]);
  };
  const clientData = (type: string, challenge: string, { origin = party.origin, crossOrigin = false }: SigningFault) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
  return {
    id: url(id),
    /** The JSON that a form posts of a new key. */
    register(challenge: string, fault: SigningFault = {}): string {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey, algorithm)]);
      const attestationObject = cborMap([
        ['fmt', 'none'],
        ['attStmt', cborMap([])],
        ['authData', dataOf(fault, attested)],
      ]);
      const response = {
        attestationObject: url(attestationObject.cbor),
        clientDataJSON: url(clientData(fault.type ?? 'webauthn.create', challenge, fault)),
        transports: ['internal'],
      };
      return JSON.stringify({ id: url(id), rawId: url(id), type: 'public-key', clientExtensionResults: {}, response });
    },
    /** The JSON that a form posts of a signed challenge. */
    sign(challenge: string, fault: SigningFault = {}): string {
      counter += 1;
      const authenticatorData = dataOf(fault);
      const client = clientData(fault.type ?? 'webauthn.get', challenge, fault);
      const hash = algorithm === 'EdDSA' ? null : 'sha256';
      const signature = sign(hash, Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      const response = {
        authenticatorData: url(authenticatorData),
        clientDataJSON: url(client),
        signature: url(signature),
        userHandle: url(Buffer.from(fault.userHandle ?? userId)),
      };
      return JSON.stringify({ id: url(id), rawId: url(id), type: 'public-key', clientExtensionResults: {}, response });
    },
  };
}

function keyPair(algorithm: PasskeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** RFC 9052: the parameters of a public key by number. */
function coseKey(key: KeyObject, algorithm: PasskeyAlgorithm): Buffer {
  const jwk = key.export({ format: 'jwk' });
  const part = (name: 'x' | 'y' | 'n' | 'e') => Buffer.from(jwk[name] ?? '', 'base64url');
  if (algorithm === 'EdDSA')
    return cborMap([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, part('x')],
    ]).cbor;
  if (algorithm === 'RS256')
    return cborMap([
      [1, 3],
      [3, -257],
      [-1, part('n')],
      [-2, part('e')],
    ]).cbor;
  return cborMap([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, part('x')],
    [-3, part('y')],
  ]).cbor;
}

type Cbor = number | string | Buffer | { cbor: Buffer };

function cborMap(entries: [Cbor, Cbor][]): { cbor: Buffer } {
  return { cbor: Buffer.concat([head(5, entries.length), ...entries.flat().map(encode)]) };
}

function encode(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  return Buffer.isBuffer(value) ? Buffer.concat([head(2, value.length), value]) : value.cbor;
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  return length < 256 ? Buffer.of((major << 5) | 24, length) : Buffer.of((major << 5) | 25, length >> 8, length & 255);
}
