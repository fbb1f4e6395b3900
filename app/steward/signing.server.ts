// The page on which a steward signs a decision: what is signed, and the two ways to do so.
import { awaitsLetterCode, sendLetterCode } from '#app/domain/accounts/letter-codes.server.ts';
import { askForSignature, hasPasskey } from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { hashOfSession } from '#app/domain/accounts/sessions.server.ts';
import { findPendingDecision } from '#app/domain/ledger/decisions.server.ts';
import type { SignedDecision } from '#app/domain/ledger/signed-decision.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { nameDecision, type PostedFields } from './decision-names.server.ts';

function getPending(ctx: RequestContext, hash: string) {
  const holder = hashOfSession(ctx.sessionId ?? '');
  const pending = findPendingDecision(ctx, { hash, userId: requireUser(ctx).id, holder });
  if (!pending) throw new NotFound(`decision ${hash}`);
  return pending;
}

export async function viewPending(ctx: RequestContext, hash: string) {
  const { decisions, path, fields } = getPending(ctx, hash);
  const { signing } = ctx.t;
  const party = findRelyingParty(ctx.services.env.origin);
  const typed = [fields.reason ?? [], fields.waiver ?? []].flat().filter((text) => text !== '');
  return {
    hash,
    path,
    fields: Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value }))),
    facts: [
      ...decisions.flatMap((decision) => factsOf(ctx, decision, fields)),
      ...typed.map((text): Fact => [signing.reason, text]),
      [signing.hash, hash] satisfies Fact,
    ],
    together: decisions.length,
    options:
      party && hasPasskey(ctx, requireUser(ctx).id) ? JSON.stringify(await askForSignature(ctx, party, hash)) : null,
    isCodeSent: awaitsLetterCode(ctx, { sessionId: ctx.sessionId ?? '', subject: hash }),
  };
}
export type PendingView = Awaited<ReturnType<typeof viewPending>>;

type Fact = [name: string, value: string];

/** One decision in names and sums. */
function factsOf(ctx: RequestContext, decision: SignedDecision, fields: PostedFields): Fact[] {
  const { signing } = ctx.t;
  const { about, outcome, sum } = nameDecision(ctx, decision, fields);
  return [
    [signing.act, labelOf(ctx, decision.verb)],
    [signing.object, about],
    ...(sum === null ? [] : [[signing.sum, sum] satisfies Fact]),
    ...(outcome === '' ? [] : [[signing.outcome, outcome] satisfies Fact]),
  ];
}

/** The act as people call it. */
function labelOf(ctx: RequestContext, verb: string): string {
  return findOwnValue(ctx.t.signing.verbs, verb) ?? verb;
}

/** A code that is good for this decision alone, or these; its letter says which that is. */
export function sendSigningCode(ctx: RequestContext, hash: string): FormAnswer {
  const { decisions, fields } = getPending(ctx, hash);
  const about = decisions.map((decision) => {
    const { about, outcome, sum } = nameDecision(ctx, decision, fields);
    return [labelOf(ctx, decision.verb), about, sum ?? '', outcome].filter(Boolean).join(', ');
  });
  const sent = sendLetterCode(ctx, { sessionId: ctx.sessionId ?? '', subject: hash }, about.join('; '));
  return sent.ok ? goTo(`/steward/sign/${hash}`, ['code.sent']) : invalidForm(ctx.t.security.again.tooMany, 429);
}
