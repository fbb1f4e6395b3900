// A steward's decision on its way through its form: kept until its person signs it, then run and entered into the ledger
// in one transaction. A stolen session can ask, and decides nothing.
import { redeemLetterCode } from '#app/domain/accounts/letter-codes.server.ts';
import { verifySignature } from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { hashOfSession } from '#app/domain/accounts/sessions.server.ts';
import { publicJwk } from '#app/domain/accounts/webauthn.server.ts';
import { canonicalJson } from '#app/domain/ledger/canonical.ts';
import {
  appendDecision,
  type DraftDecision,
  draftDecision,
  findPendingDecision,
  keepPendingDecision,
  takePendingDecision,
} from '#app/domain/ledger/decisions.server.ts';
import type { PasskeySignature, SigningMethod } from '#app/domain/ledger/signed-decision.ts';
import { hasActedSince, lastAuditNumber } from '#app/domain/outbox/audit-trail.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import type { RouteName } from './access.ts';
import { type FormAnswer, goTo } from './form-answer.ts';
import { type RequestContext, requireUser } from './request-context.server.ts';
import { findSignedDecision, type SignedDecisionRule } from './signed-decisions.server.ts';

type Answer = FormAnswer | Promise<FormAnswer>;
type PostedForm = { route: RouteName; intent: string | null; params: Record<string, string>; form: FormData };
type Signature = { method: SigningMethod; passkey: PasskeySignature | null };

/** The fields that carry the signature, and are no part of what is signed. */
const ofSignature = ['signed.decision', 'signed.code', 'assertion'];

/** Runs the work of a form; if it is a decision, with the signature of its person. */
export async function runDecision(ctx: RequestContext, posted: PostedForm, run: () => Answer): Promise<FormAnswer> {
  const rule = findSignedDecision(posted.route, posted.intent);
  if (!rule) return run();
  const hash = posted.form.get('signed.decision');
  if (typeof hash === 'string') return runSigned(ctx, rule, { ...posted, hash }, run);
  if (decidesByPassword(ctx)) {
    const draft = await draftDecision(ctx, actOf(ctx, rule, posted), secretsOf(ctx, posted.form));
    return enterDecision(ctx, rule, { draft, signature: { method: 'demonstration', passkey: null } }, run);
  }
  const refusal = rule.isAsync || rule.isTriedBefore === false ? null : tryBefore(ctx, run);
  return refusal ?? askToSign(ctx, rule, posted);
}

/** Whether this decision waits for a signature, so that its person is asked for nothing else before. */
export function willBeSigned(ctx: RequestContext, route: RouteName, intent: string | null): boolean {
  return findSignedDecision(route, intent) !== undefined && !decidesByPassword(ctx);
}

/** In the demonstration, by who signed in by password there. */
function decidesByPassword({ services, session }: RequestContext): boolean {
  return services.passwordSuffices && session?.method === 'password';
}

function actOf(ctx: RequestContext, rule: SignedDecisionRule, { intent, params, form }: PostedForm) {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  const given = { field, params };
  return {
    verb: typeof rule.verb === 'string' ? rule.verb : rule.verb(given),
    object: rule.object(given, ctx).replaceAll(':', '-') || 'none',
    outcome: rule.outcome?.(given) || (intent ?? ''),
  };
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
function tryBefore(ctx: RequestContext, run: () => Answer): FormAnswer | null {
  const last = lastAuditNumber(ctx);
  const tried = inTransactionOrRollback(ctx, (undo: (of: { answer: FormAnswer; hasActed: boolean }) => never) => {
    const answer = run();
    invariant(!(answer instanceof Promise), 'a decision is taken in one transaction');
    return undo({ answer, hasActed: hasActedSince(ctx, last) });
  });
  return tried.hasActed ? null : tried.answer;
}

async function askToSign(ctx: RequestContext, rule: SignedDecisionRule, posted: PostedForm): Promise<FormAnswer> {
  const secrets = secretsOf(ctx, posted.form);
  const draft = await draftDecision(ctx, actOf(ctx, rule, posted), secrets);
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
  run: () => Answer,
): Promise<FormAnswer> {
  const { hash, form } = posted;
  const secrets = secretsOf(ctx, form);
  const holder = hashOfSession(ctx.sessionId ?? '');
  const pending = findPendingDecision(ctx, { hash, userId: secrets.person, holder });
  const { verb, object, outcome } = actOf(ctx, rule, posted);
  const isSame =
    pending?.secrets === canonicalJson(secrets) &&
    [verb, object, outcome].join('\0') ===
      [pending.decision.verb, pending.decision.object, pending.decision.outcome].join('\0');
  if (!pending || !isSame) return goTo('/steward', ['decision.ended']);
  const signature = await readSignature(ctx, hash, form);
  if (signature === 'refused') return goTo(`/steward/sign/${hash}`, ['decision.not-signed']);
  recordSecurityEvent(ctx, { kind: 'decision-signed', detail: signature.method });
  return enterDecision(ctx, rule, { draft: pending, signature, isPending: true }, run);
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

/** Runs the work and enters the decision, both or neither; work that asks the provider is entered when it is done. */
async function enterDecision(
  ctx: RequestContext,
  rule: SignedDecisionRule,
  { draft, signature, isPending = false }: Entering,
  run: () => Answer,
): Promise<FormAnswer> {
  const isGone = () => isPending && !takePendingDecision(ctx, draft.hash);
  const last = lastAuditNumber(ctx);
  const enter = () => {
    if (hasActedSince(ctx, last)) appendDecision(ctx, draft, signature.method, signature.passkey);
  };
  if (rule.isAsync) {
    if (isGone()) return goTo('/steward', ['decision.ended']);
    const answer = await run();
    inTransaction(ctx, enter);
    return answer;
  }
  return inTransaction(ctx, () => {
    if (isGone()) return goTo('/steward', ['decision.ended']);
    const answer = run();
    invariant(!(answer instanceof Promise), 'a decision is taken in one transaction');
    enter();
    return answer;
  });
}
