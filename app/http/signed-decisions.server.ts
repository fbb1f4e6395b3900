// The decisions of stewards that their person signs: which forms they are, and what the ledger says of each in public.
// Names, sums and reasons are in the private part of the entry. A form of stewards stands here or in `unsigned`.
import type { Ctx } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { getAnySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { IntentOf, RouteName } from './access.ts';

/** The fields as posted, the first value of each, and the parameters of the address. */
export type PostedDecision = { field: (name: string) => string; params: Record<string, string> };
export type SignedDecisionRule = {
  verb: string | ((posted: PostedDecision) => string);
  /** Its id; a name would be public for ever. */
  object: (posted: PostedDecision, ctx: Ctx) => string;
  outcome?: (posted: PostedDecision) => string;
  /** The field with a value for each of several decisions of one form, which one signature stands for. */
  each?: string;
  /** It loads what it published: it cannot be tried and rolled back before it is signed. */
  isTriedBefore?: false;
  /** It asks the provider first; what it then does is prepared, and runs in the transaction of its entry. */
  isPrepared?: true;
};

/** Decisions under one signature: each entry holds the list of all their hashes. */
export const maxTogether = 20;

type SignedForms = { [R in RouteName]?: { [I in IntentOf<R>]?: SignedDecisionRule } };

const ofField = (name: string) => (posted: PostedDecision) => posted.field(name);
const ofParameter = (name: string) => (posted: PostedDecision) => findOwnValue(posted.params, name) ?? '';
/** An item of the queue is `kind:id`. */
const itemPart = (part: 0 | 1) => (posted: PostedDecision) => (posted.params.item ?? '').split(':')[part] ?? '';
const onSupplier = (verb: string, outcome?: string): SignedDecisionRule => ({
  verb: `supplier.${verb}`,
  object: ({ params }, ctx) => getAnySupplier(ctx, params.supplier ?? '').id,
  ...(outcome !== undefined && { outcome: ofField(outcome) }),
});
const onCase = (verb: string): SignedDecisionRule => ({ verb: `case.${verb}`, object: ofField('case') });
const onOrder = (verb: string): SignedDecisionRule => ({ verb: `order.${verb}`, object: ofField('order') });
const onRole = (verb: string): SignedDecisionRule => ({
  verb: `role.${verb}`,
  object: () => 'roles',
  outcome: ofField('role'),
});
const onVersion = (verb: string): SignedDecisionRule => ({ verb, object: ofField('version'), isTriedBefore: false });

export const signedDecisions = {
  'steward/_index': {
    accept: {
      verb: 'evidence.decide',
      object: ({ field }) => field('evidence').split(':')[0] ?? '',
      outcome: ({ field }) => `accept:${field('evidence').split(':')[1] ?? ''}`,
      each: 'evidence',
    },
  },
  'steward/items.$item': {
    decide: {
      verb: (posted) => `${itemPart(0)(posted)}.decide`,
      object: itemPart(1),
      outcome: ofField('choice'),
    },
  },
  'steward/suppliers.$supplier': {
    verify: onSupplier('verify', 'item'),
    waive: onSupplier('waive', 'item'),
    approve: onSupplier('approve'),
    'send-back': onSupplier('send-back'),
    suspend: onSupplier('suspend'),
    lift: onSupplier('lift'),
    exempt: onSupplier('exempt', 'exemption'),
    unexempt: onSupplier('unexempt', 'criterion'),
    certify: onSupplier('certify', 'label'),
  },
  'steward/receivables': {
    received: onOrder('received'),
    'paid-out': onOrder('paid-out'),
    'paid-back': onOrder('paid-back'),
    limit: { verb: 'organisation.limit', object: ofField('organisation') },
  },
  'steward/receivables_.$statement': {
    enter: { verb: 'statement.enter', object: ofParameter('statement') },
    undo: { verb: 'statement.undo', object: ofParameter('statement') },
  },
  'steward/books': {
    'give-back': { ...onCase('give-back'), isPrepared: true },
    'take-up': onCase('take-up'),
    'put-away': onCase('put-away'),
  },
  'steward/decisions': {
    confirm: { verb: 'proposal.confirm', object: ofField('proposal'), isPrepared: true, isTriedBefore: false },
    end: { verb: 'proposal.end', object: ofField('proposal') },
  },
  'steward/sirets': { grant: { verb: 'siret.grant', object: ofField('claim') } },
  'steward/method': { publish: onVersion('method.publish') },
  'steward/factors': { publish: onVersion('factors.publish') },
  'steward/lines': { release: { verb: 'line.release', object: ofField('order'), outcome: ofField('line') } },
  'steward/roles': { propose: onRole('propose'), consent: onRole('consent'), revoke: onRole('revoke') },
} satisfies SignedForms;

/** Forms of stewards that decide nothing about others, with the reason. */
export const unsigned: { [R in RouteName]?: { [I in IntentOf<R>]?: string } } = {
  'steward/_index': { take: 'who looks at an item', leave: 'who looks at an item' },
  'steward/books': { reconcile: 'compares, and opens cases', retry: 'tries again what was decided' },
  'steward/letters': { resend: 'sends a letter again', dismiss: 'ends a letter that cannot arrive' },
  'steward/receivables': { statement: 'a preview, nothing is entered' },
  'steward/receivables_.$statement': { columns: 'a preview, nothing is entered' },
  'steward/shares': { enter: 'a share of the law, for all, with where it stands' },
  'steward/rounds': { set: 'a setting of the town, in its history' },
  'steward/roles': { withdraw: 'takes back an own proposal' },
  'steward/sign.$decision': { letter: 'asks for the code to sign with' },
};

export function findSignedDecision(route: RouteName, intent: string | null): SignedDecisionRule | undefined {
  const forms: Record<string, SignedDecisionRule> | undefined = findOwnValue(signedDecisions, route);
  return intent === null ? undefined : findOwnValue(forms, intent);
}
