// Letters to a supplier's people: decisions, evidence that will expire.
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { plainName } from './plain-name.ts';
import { findPersonalReader, findSupplierReader, stopLine } from './supplier-readers.server.ts';

/** Null if the payload is not one of these letters, or the recipient is gone. */
export function composeSellerMail(
  ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template === 'supplier-step') {
    const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
    const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
    if (!reader) return null;
    const { mails: t, seller } = catalogues[reader.locale];
    const step = seller.steps[payload.step as keyof typeof seller.steps];
    return {
      lang: reader.locale,
      to: reader.to,
      subject: t.step.subject(supplier.name, step),
      text: [
        t.hello(reader.name),
        t.step.text(step),
        payload.reason,
        `${origin}/supplier/${supplier.slug}`,
        t.sign(ctx.town.name),
      ]
        .filter(Boolean)
        .join('\n\n'),
    };
  }
  if (payload.template === 'method-changed') return methodMail(ctx, payload, origin);
  if (payload.template === 'identity-decided') return identityMail(ctx, payload, origin);
  if (payload.template === 'text-decided') return textMail(ctx, payload, origin);
  if (isEvidenceTemplate(payload.template)) return evidenceMail(ctx, payload, payload.template, origin);
  if (payload.template === 'visit-invited') {
    const reader = findPersonalReader(ctx, String(payload.userId), 'visits', origin);
    if (!reader) return null;
    const { mails: t } = catalogues[reader.locale];
    const host = plainName(String(payload.supplierName));
    return {
      lang: reader.locale,
      to: reader.to,
      unsubscribe: reader.unsubscribe,
      subject: t.visit.subject(host),
      text: [
        t.hello(reader.name),
        t.visit.text(host),
        `${origin}/visits/${String(payload.visitId)}`,
        t.sign(ctx.town.name),
        stopLine(reader),
      ].join('\n\n'),
    };
  }
  return null;
}

/** A steward's decision on a text that waited. */
const textMail = decisionMail('texts', ({ textDecided: t }, name, { text, reason }, accepted) => [
  t.subject(name, accepted),
  t.text(String(text), accepted),
  String(reason),
]);

/** A steward's decision on a change of legal identity. */
const identityMail = decisionMail('identity', ({ identityDecided: t }, name, { reason }, accepted) => [
  t.subject(name, accepted),
  accepted ? t.accepted : t.refused(String(reason)),
]);

/** A letter about a steward's decision, to who reads such letters of the supplier; it leads to the supplier's `page`. */
function decisionMail(
  page: string,
  write: (
    t: Messages['mails'],
    supplierName: string,
    payload: Record<string, unknown>,
    accepted: boolean,
  ) => [subject: string, ...text: string[]],
) {
  return (ctx: Pick<Ctx, 'db' | 'town'>, payload: Record<string, unknown>, origin: string): Letter | null => {
    const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
    const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
    if (!reader) return null;
    const { mails: t } = catalogues[reader.locale];
    const [subject, ...text] = write(t, supplier.name, payload, payload.accepted === true);
    return {
      lang: reader.locale,
      to: reader.to,
      subject,
      text: [t.hello(reader.name), ...text, `${origin}/supplier/${supplier.slug}/${page}`, t.sign(ctx.town.name)].join(
        '\n\n',
      ),
    };
  };
}

/** A new version of the method is in force: the supplier's score under both. */
function methodMail(ctx: Pick<Ctx, 'db' | 'town'>, payload: Record<string, unknown>, origin: string): Letter | null {
  const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
  const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
  if (!reader) return null;
  const { locale, to, name, unsubscribe } = reader;
  const { mails: t } = catalogues[locale];
  const points = (value: unknown) => formatNumber(Number(value), locale, 1);
  return {
    lang: locale,
    to,
    ...(unsubscribe && { unsubscribe }),
    subject: t.methodChanged.subject,
    text: [
      t.hello(name),
      t.methodChanged.text(String(payload.method), points(payload.before), points(payload.after)),
      `${origin}/supplier/${supplier.slug}/proofs`,
      t.sign(ctx.town.name),
      stopLine(reader),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

const evidenceTemplates = ['evidence-decided', 'evidence-ends', 'recheck-drawn', 'exemption-ended'] as const;
type EvidenceTemplate = (typeof evidenceTemplates)[number];

function isEvidenceTemplate(template: unknown): template is EvidenceTemplate {
  return evidenceTemplates.some((known) => known === template);
}

/** A decision on submitted evidence, a reminder that it will expire, a recheck that was drawn, or an exemption's end. */
function evidenceMail(
  ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules,
  payload: Record<string, unknown>,
  template: EvidenceTemplate,
  origin: string,
): Letter | null {
  const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
  const criterion = findCriterion(ctx.method, String(payload.criterionId));
  const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
  if (!reader || !criterion) return null;
  const { locale, to, name, unsubscribe } = reader;
  const { mails: t } = catalogues[locale];
  const label = shownCriterionName(criterion, { t: catalogues[locale], locale });
  const { subject, text } = {
    'evidence-decided': () => ({
      subject: t.proof1.subject(label),
      text: t.proof1[payload.step as 'accept' | 'return' | 'refuse'](label, String(payload.reason)),
    }),
    'evidence-ends': () => ({
      subject: t.proofEnds.subject(label),
      text: t.proofEnds.text(label, formatDate(String(payload.expiresOn), locale)),
    }),
    'recheck-drawn': () => ({
      subject: t.drawn.subject(label),
      text: t.drawn.text(label, formatDate(String(payload.dueOn), locale)),
    }),
    'exemption-ended': () => ({
      subject: t.exemptionEnded.subject(label),
      text: t.exemptionEnded.text(label, payload.reason === 'expired' ? 'expired' : 'withdrawn'),
    }),
  }[template]();
  return {
    lang: locale,
    to,
    ...(unsubscribe && { unsubscribe }),
    subject,
    text: [
      t.hello(name),
      text,
      `${origin}/supplier/${supplier.slug}/proofs/${criterion.id}`,
      t.sign(ctx.town.name),
      stopLine(reader),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}
