// The kinds of entries and the public fields of each, as docs/ledger-entries.md lists them. A field that is not
// listed is not public: an entry that holds one is never served.
import { z } from 'zod';
import { evidenceLevels, provenLevels } from '#app/domain/shared/evidence-level.ts';
import { decisionEffects, signingMethods } from './signed-decision.ts';

/** RFC 3339 UTC to the second. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** SHA-256 over 32 random bytes and the canonical text of what is committed to. */
const commitment = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
/** An id or a name of ours: never a typed text. */
const word = z.string().regex(/^[\w.:/+@-]{1,200}$/);
const count = z.int().min(0);
/** The checkpoint kept beside the key, one that a witness holds, or one that the operator brought. */
export const knownFrom = ['kept', 'witness', 'brought'] as const;
const methodology = z.strictObject({ factors: word, method: word });

/** The present form of a kind. */
function form<S extends z.ZodRawShape>(fields: S) {
  return z.strictObject({ v: z.literal(1), kind: word, event: word, at: time, ...fields });
}

const submission = form({
  methodology,
  criterion: word,
  dated_on: day,
  evidence: word,
  level: z.enum(evidenceLevels).nullable(),
  value_milli: z.int(),
  private_commit: commitment,
});
const packaging = form({ methodology, order: word, figures_commit: commitment });
const decisionHash = z.string().regex(/^[\w-]{43}$/);
const file = z.strictObject({ name: word, sha256 });

/** Every kind that may be entered, in its present form. */
export const entryKinds = {
  'impact.line': form({
    order: word,
    line: count,
    methodology,
    private_commit: commitment,
    figures_commit: commitment,
  }),
  'impact.reversal': form({
    methodology,
    order: word,
    line: count,
    reverses: z.strictObject({ index: count, leaf: sha256 }),
    reason: word,
  }),
  'packaging.returned': packaging,
  'packaging.lost': packaging,
  'invoice.issued': form({ order: word, private_commit: commitment }),
  'evidence.declared': submission,
  'evidence.accepted': submission,
  'evidence.withdrawn': submission,
  'evidence.admitted': form({
    methodology,
    facts: z.array(
      z.strictObject({ criterion: word, dated_on: day, level: z.enum(provenLevels), value_milli: z.int() }),
    ),
    private_commit: commitment,
  }),
  'evidence.expired': form({
    methodology,
    criterion: word,
    dated_on: day,
    level: z.enum(provenLevels),
    private_commit: commitment,
  }),
  'score.computed': form({ methodology, suppliers: count, root: sha256 }),
  'exemption.granted': form({ criterion: word, until: day, private_commit: commitment }),
  'exemption.ended': form({
    criterion: word,
    reason: z.enum(['expired', 'withdrawn', 'documented']),
    private_commit: commitment,
  }),
  'draw.announced': form({
    draw: word,
    after: time,
    pool: count,
    pool_root: sha256,
    drawn: count,
    seed_by: z.enum(['witness', 'own']),
  }),
  'draw.done': form({
    draw: word,
    seed: sha256,
    cosignature: z.string().max(2000),
    drawn: count,
    result_root: sha256,
  }),
  'town.published': form({
    size: count,
    files: z.array(file),
    sum_root: sha256.nullable(),
    lines: count,
    spent_cents: count.nullable(),
  }),
  'private.erased': form({
    reason: z.enum(['person', 'organisation', 'term']),
    entries: count,
    private_commit: commitment,
  }),
  'checkpoint.witnessed': form({
    size: count,
    root: base64,
    cosignatures: z.array(z.string().max(5000)).min(1).max(16),
    kept: count,
  }),
  'decision.signed': form({
    decision: z.strictObject({
      v: z.literal(1),
      at: time,
      verb: word,
      object: word,
      outcome: z.string().regex(/^[\w.:/+@-]{0,200}$/),
      private_commit: commitment,
    }),
    hash: decisionHash,
    batch: z.array(decisionHash).optional(),
    method: z.enum(signingMethods),
    effect: z.enum(decisionEffects).optional(),
    passkey: z
      .strictObject({
        key: z.record(z.string().max(20), z.string().max(1000)),
        authenticator_data: z.string().max(4000),
        client_data_json: z.string().max(4000),
        signature: z.string().max(2000),
      })
      .optional(),
    private_commit: commitment,
  }),
  'method.published': form({ methodology, sha256 }),
  'factors.published': form({ methodology, sha256 }),
  'key.rotated': form({ old_key: word, new_key: word, old_signature: base64, new_signature: base64 }),
  'key.retired': form({ key: word }),
  'ledger.restored': form({
    size: count,
    root: base64,
    known: z.array(z.strictObject({ from: z.enum(knownFrom), size: count, root: base64.optional() })).max(50),
    lost: count,
    old_key: word.optional(),
    new_key: word.optional(),
    old_signature: base64.optional(),
    new_signature: base64.optional(),
  }),
} as const;

export type EntryKind = keyof typeof entryKinds;

/** Whether everybody may read these bytes of an entry: they are of a form above, and so without a name, sum or text. */
export function isPublicEntry(bytes: Uint8Array): boolean {
  const entry: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const kind = typeof entry === 'object' && entry !== null && 'kind' in entry ? entry.kind : undefined;
  return isEntryKind(kind) && entryKinds[kind].safeParse(entry).success;
}

function isEntryKind(kind: unknown): kind is EntryKind {
  return typeof kind === 'string' && Object.hasOwn(entryKinds, kind);
}
