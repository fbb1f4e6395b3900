// A steward's decision on its way through its form: kept until its person signs it, then run and entered into the ledger
// in one transaction. A stolen session can ask, and decides nothing.
import { redeemLetterCode } from '#app/domain/accounts/letter-codes.server.ts';
import { verifySignature } from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { hashOfSession } from '#app/domain/accounts/sessions.server.ts';
import { publicJwk } from '#app/domain/accounts/webauthn.server.ts';
import { canonicalJson } from '#app/domain/ledger/canonical.ts';
import {
  appendDecisions,
  type DraftDecision,
  draftDecisions,
  findPendingDecision,
  keepPendingDecision,
  takePendingDecision,
} from '#app/domain/ledger/decisions.server.ts';
import type { DecisionEffect, PasskeySignature, SigningMethod } from '#app/domain/ledger/signed-decision.ts';
import { hasActedSince, lastAuditNumber, listActsSince } from '#app/domain/outbox/audit-trail.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import type { RouteName } from './access.ts';
import { type FormAnswer, goTo, type PreparedForm } from './form-answer.ts';
import { type RequestContext, requireUser } from './request-context.server.ts';
import {
  findSignedDecision,
  maxTogether,
  type PostedDecision,
  type SignedDecisionRule,
} from './signed-decisions.server.ts';

type Work = () => FormAnswer | Promise<FormAnswer | PreparedForm>;
/** Work that one transaction can hold. */
type ReadyWork = () => FormAnswer;
type PostedForm = { route: RouteName; intent: string | null; params: Record<string, string>; form: FormData };
type Signature = { method: SigningMethod; passkey: PasskeySignature | null };

const demonstrated: Signature = { method: 'demonstration', passkey: null };

/** The fields that carry the signature, and are no part of what is signed. */
const ofSignature = ['signed.decision', 'signed.code', 'assertion'];

/** Runs the work of a form; if it is a decision, with the signature of its person. */
export async function runDecision(ctx: RequestContext, posted: PostedForm, run: Work): Promise<FormAnswer> {
  const rule = findSignedDecision(posted.route, posted.intent);
  if (!rule) return runAlone(run);
  const hash = posted.form.get('signed.decision');
  if (typeof hash === 'string') return runSigned(ctx, rule, { ...posted, hash }, run);
  if (decidesByPassword(ctx)) {
    const draft = await draftDecisions(ctx, actsOf(ctx, rule, posted), secretsOf(ctx, posted.form));
    return enterDecision(ctx, { draft, signature: demonstrated }, await makeReady(rule, run));
  }
  const refusal = rule.isTriedBefore === false ? null : tryBefore(ctx, await makeReady(rule, run));
  return refusal ?? askToSign(ctx, rule, posted);
}

/** Work without a signature. */
async function runAlone(run: Work): Promise<FormAnswer> {
  const answer = await run();
  return answer.kind === 'prepared' ? answer.run() : answer;
}

/** Asks what has to be asked before, so that the rest fits into one transaction. A refusal on the way is all that is left. */
async function makeReady(rule: SignedDecisionRule, run: Work): Promise<ReadyWork> {
  if (!rule.isPrepared)
    return () => {
      const answer = run();
      invariant(!(answer instanceof Promise), 'a decision is taken in one transaction');
      return answer;
    };
  const prepared = await run();
  return prepared.kind === 'prepared' ? prepared.run : () => prepared;
}

/** Whether this decision waits for a signature, so that its person is asked for nothing else before. */
export function willBeSigned(ctx: RequestContext, route: RouteName, intent: string | null): boolean {
  return findSignedDecision(route, intent) !== undefined && !decidesByPassword(ctx);
}

/** In the demonstration, by who signed in by password there. */
function decidesByPassword({ services, session }: RequestContext): boolean {
  return services.passwordSuffices && session?.method === 'password';
}

/** The acts of a form: one, or one for each value of the field that its rule names. */
function actsOf(ctx: RequestContext, rule: SignedDecisionRule, { intent, params, form }: PostedForm) {
  const valueIn = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  const actOf = (given: PostedDecision) => ({
    verb: typeof rule.verb === 'string' ? rule.verb : rule.verb(given),
    object: rule.object(given, ctx).replaceAll(':', '-') || 'none',
    outcome: rule.outcome?.(given) || (intent ?? ''),
  });
  const { each } = rule;
  if (each === undefined) return [actOf({ field: valueIn, params })];
  const values = form.getAll(each).filter((value) => typeof value === 'string');
  const acts = new Map(values.map((one) => [one, (name: string) => (name === each ? one : valueIn(name))]));
  return [...acts.values()].slice(0, maxTogether).map((field) => actOf({ field, params }));
}

/** All that was posted and is text, the person besides. */
function secretsOf(ctx: RequestContext, form: FormData) {
  return { person: requireUser(ctx).id, fields: fieldsOf(form) };
}

function fieldsOf(form: FormData): Record<string, string[]> {
  const names = [...new Set(form.keys())].filter((name) => !ofSignature.includes(name));
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return Object.fromEntries(names.map((name) => [name, texts(name).map((text) => text.toWellFormed())]));
}

/** Runs the work and rolls it back: the answer if it would be refused, so that no signature is asked in vain. */
function tryBefore(ctx: RequestContext, run: ReadyWork): FormAnswer | null {
  const last = lastAuditNumber(ctx);
  const tried = inTransactionOrRollback(ctx, (undo: (of: { answer: FormAnswer; hasActed: boolean }) => never) => {
    const answer = run();
    return undo({ answer, hasActed: hasActedSince(ctx, last) });
  });
  return tried.hasActed ? null : tried.answer;
}

async function askToSign(ctx: RequestContext, rule: SignedDecisionRule, posted: PostedForm): Promise<FormAnswer> {
  const secrets = secretsOf(ctx, posted.form);
  const draft = await draftDecisions(ctx, actsOf(ctx, rule, posted), secrets);
  keepPendingDecision(ctx, draft, {
    userId: secrets.person,
    holder: hashOfSession(ctx.sessionId ?? ''),
    path: ctx.url.pathname + ctx.url.search,
    fields: secrets.fields,
  });
  return goTo(`/steward/sign/${draft.hash}`);
}

async function runSigned(
  ctx: RequestContext,
  rule: SignedDecisionRule,
  posted: PostedForm & { hash: string },
  run: Work,
): Promise<FormAnswer> {
  const { hash, form } = posted;
  const secrets = secretsOf(ctx, form);
  const holder = hashOfSession(ctx.sessionId ?? '');
  const pending = findPendingDecision(ctx, { hash, userId: secrets.person, holder });
  const isSame =
    pending?.secrets === canonicalJson(secrets) &&
    canonicalJson(actsOf(ctx, rule, posted)) ===
      canonicalJson(pending.decisions.map(({ verb, object, outcome }) => ({ verb, object, outcome })));
  if (!pending || !isSame) return goTo('/steward', ['decision.ended']);
  const signature = await readSignature(ctx, hash, form);
  if (signature === 'refused') return goTo(`/steward/sign/${hash}`, ['decision.not-signed']);
  recordSecurityEvent(ctx, { kind: 'decision-signed', detail: signature.method });
  return enterDecision(ctx, { draft: pending, signature, isPending: true }, await makeReady(rule, run));
}

/** The passkey's signature of the hash, or the code that was sent for this hash. */
async function readSignature(ctx: RequestContext, hash: string, form: FormData): Promise<Signature | 'refused'> {
  const [assertion, code] = [form.get('assertion'), form.get('signed.code')];
  if (typeof code === 'string') {
    const redeemed = redeemLetterCode(ctx, { sessionId: ctx.sessionId ?? '', subject: hash }, code);
    return redeemed.ok ? { method: 'letter', passkey: null } : 'refused';
  }
  const party = findRelyingParty(ctx.services.env.origin);
  if (!party || typeof assertion !== 'string') return 'refused';
  const verified = await verifySignature(ctx, party, assertion, hash);
  if (!verified.ok) return 'refused';
  const { authenticatorData, clientDataJSON, signature } = verified.signed.response;
  return {
    method: 'passkey',
    passkey: {
      key: publicJwk(verified.publicKey),
      authenticator_data: authenticatorData,
      client_data_json: clientDataJSON,
      signature,
    },
  };
}

type Entering = { draft: DraftDecision; signature: Signature; isPending?: boolean };

/** Runs the work and enters the decision, both or neither. */
function enterDecision(
  ctx: RequestContext,
  { draft, signature, isPending = false }: Entering,
  run: ReadyWork,
): FormAnswer {
  return inTransaction(ctx, () => {
    if (isPending && !takePendingDecision(ctx, draft.hash)) return goTo('/steward', ['decision.ended']);
    const last = lastAuditNumber(ctx);
    const answer = run();
    const acts = listActsSince(ctx, last);
    if (acts.length > 0)
      appendDecisions(ctx, draft, { ...signature, effectOf: ({ object }) => effectOf(acts, object) });
    return answer;
  });
}

/** The audit verbs of a decision that a second person must take too. */
const ofFirstPerson = /^(?:proposeDecision:|firstAccept)/;

/** After a first person's decision nothing else has happened yet: above the sum, or for a supplier for which a steward works. */
function effectOf(acts: readonly { verb: string; subject: string }[], object: string): DecisionEffect {
  const own = acts.filter(({ subject }) => subject === object);
  const all = own.length > 0 ? own : acts;
  return all.every(({ verb }) => ofFirstPerson.test(verb)) ? 'waits-for-second' : 'taken';
}
