// Letters to the people of a stall: invitations, decisions, proofs that end soon.
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import type { Ctx, Locale } from '#app/domain/shared/context.ts';
import { listMembers } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { desk as deskEn } from '#app/i18n/en/desk.ts';
import { mails as en } from '#app/i18n/en/mails.ts';
import { desk as deskFr } from '#app/i18n/fr/desk.ts';
import { mails as fr } from '#app/i18n/fr/mails.ts';

const letters = { fr: { mails: fr, desk: deskFr }, en: { mails: en, desk: deskEn } };

/** Null when the payload is not one of these letters, or nobody is left to read it. */
export function composeDeskMail(ctx: Pick<Ctx, 'db'>, payload: Record<string, unknown>, origin: string): Mail | null {
  if (payload.template === 'invitation') {
    const { mails: t } = letters[payload.locale === 'en' ? 'en' : 'fr'];
    const name = String(payload.supplierName);
    return {
      to: String(payload.to),
      subject: t.invitation.subject(name),
      text: [t.invitation.text(name), `${origin}${payload.path}`, t.sign].join('\n\n'),
    };
  }
  if (payload.template === 'supplier-step') {
    const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
    if (!supplier) return null;
    const { mails: t, desk } = letters[localeOf(ctx, supplier.id)];
    const step = desk.steps[payload.step as keyof typeof desk.steps];
    return {
      to: supplier.email,
      subject: t.step.subject(supplier.name, step),
      text: [
        t.hello(supplier.contactName || supplier.name),
        t.step.text(step),
        payload.reason,
        `${origin}/supplier/${supplier.slug}`,
        t.sign,
      ]
        .filter(Boolean)
        .join('\n\n'),
    };
  }
  return null;
}

/** The language of a stall is its first owner's. */
export function localeOf(ctx: Pick<Ctx, 'db'>, supplierId: string): Locale {
  return listMembers(ctx, supplierId).find((member) => member.role === 'owner')?.locale ?? 'fr';
}
