// Letters to a supplier go to its own address, and to those of its team whose task they are about and who want them.
import { findPerson } from '#app/domain/accounts/accounts.server.ts';
import { stopLettersQuery, wantsLetters } from '#app/domain/accounts/letter-choices.server.ts';
import type { LetterSubject } from '#app/domain/accounts/letter-subjects.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { findTemplate, type LetterTemplate } from '#app/domain/outbox/outbox.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import { listMembers } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole, type SupplierRole } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { catalogues } from '#app/i18n/messages.ts';

/** The role whose task a letter to a supplier is, and its subject; null for one that cannot be stopped. */
const topics: Partial<Record<LetterTemplate, { subject: LetterSubject | null; role: SupplierRole }>> = {
  'supplier-step': { subject: null, role: 'own' },
  'part-to-prepare': { subject: 'orders', role: 'prepare' },
  'part-cancelled': { subject: 'orders', role: 'prepare' },
  'proposal-accepted': { subject: 'orders', role: 'prepare' },
  'proposal-refused': { subject: 'orders', role: 'prepare' },
  'condition-differs': { subject: 'orders', role: 'prepare' },
  'session-short': { subject: 'orders', role: 'sell' },
  'return-asked': { subject: 'orders', role: 'prepare' },
  'evidence-decided': { subject: 'proofs', role: 'prove' },
  'evidence-ends': { subject: 'proofs', role: 'prove' },
  'recheck-drawn': { subject: 'proofs', role: 'prove' },
  'exemption-ended': { subject: 'proofs', role: 'prove' },
  'method-changed': { subject: 'proofs', role: 'prove' },
  'identity-decided': { subject: null, role: 'own' },
  'text-decided': { subject: null, role: 'sell' },
  dispute: { subject: 'payouts', role: 'account' },
};

/** Enqueues the copies of a supplier's letter, once each: a copy has the `userId` of its reader. */
export function enqueueTeamCopies(ctx: Ctx, key: string, payload: Record<string, unknown>): void {
  const topic = topicOf(payload);
  if (!topic || payload.userId || typeof payload.supplierId !== 'string') return;
  const [supplier] = findSuppliers(ctx, [payload.supplierId]);
  if (!supplier) return;
  for (const { userId, email, roles } of listMembers(ctx, supplier.id))
    if (email !== supplier.email && holdsSupplierRole(roles, topic.role))
      enqueue(ctx, 'mail', `${key}:${userId}`, { ...payload, userId });
}

/** The reader of a letter to a supplier. `unsubscribe` is absent for the supplier's own address, which always gets it. */
export type SupplierReader = { to: string; name: string; locale: Locale; unsubscribe?: string };

/** The reader of a supplier's letter; null for a person who left, lost the role or stopped the subject. */
export function findSupplierReader(
  ctx: Pick<Ctx, 'db'>,
  supplier: Supplier,
  { template, userId }: Record<string, unknown>,
  origin: string,
): SupplierReader | null {
  if (!userId)
    return { to: supplier.email, name: supplier.contactName || supplier.name, locale: localeOf(ctx, supplier.id) };
  const topic = topicOf({ template });
  const member = listMembers(ctx, supplier.id).find((one) => one.userId === userId);
  if (!topic || !member || !holdsSupplierRole(member.roles, topic.role)) return null;
  if (!topic.subject) return { to: member.email, name: member.name, locale: member.locale };
  return findPersonalReader(ctx, member.userId, topic.subject, origin);
}

function topicOf({ template }: Record<string, unknown>) {
  const known = findTemplate(String(template));
  return known && topics[known];
}

/** A person who reads letters of a subject; null if they stopped them. */
export function findPersonalReader(
  ctx: Pick<Ctx, 'db'>,
  userId: string,
  subject: LetterSubject,
  origin: string,
): Required<SupplierReader> | null {
  const person = findPerson(ctx, userId);
  if (!person || !wantsLetters(ctx, userId, subject)) return null;
  return {
    to: person.email,
    name: person.name,
    locale: person.locale,
    unsubscribe: `${origin}/letters/stop?${stopLettersQuery(ctx, userId, subject)}`,
  };
}

/** A supplier's language is that of its first owner. */
function localeOf(ctx: Pick<Ctx, 'db'>, supplierId: string): Locale {
  return listMembers(ctx, supplierId).find(({ roles }) => roles.includes('own'))?.locale ?? sourceLocale;
}

/** The last line of a letter that can be stopped; null for one that cannot. */
export function stopLine({ unsubscribe, locale }: Pick<SupplierReader, 'unsubscribe' | 'locale'>): string | null {
  return unsubscribe ? catalogues[locale].mails.stopLetters(unsubscribe) : null;
}
