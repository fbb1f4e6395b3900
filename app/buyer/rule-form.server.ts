// The form that adds a rule of purchases, and rules as sentences.
import { z } from 'zod';
import {
  maxTiers,
  type PolicyRule,
  type RuleCondition,
  ruleActions,
  windowKeys,
} from '#app/domain/buying/purchase-policy.ts';
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { optionalEuros, optionalText, ticked, tickedList } from '#app/http/form-fields.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatMoney, listText } from '#app/i18n/format.ts';

const optionalWhole = (min: number, max: number) =>
  z
    .union(
      [
        z.literal('').transform(() => null),
        z
          .string()
          .regex(/^\d{1,5}$/, 'whole')
          .transform(Number),
      ],
      'whole',
    )
    .refine((number) => number === null || (number >= min && number <= max), 'whole')
    .default(null);
const optionalChoice = <T extends string>(values: readonly T[]) =>
  z
    .union([z.literal('').transform(() => null), z.enum(values as readonly [T, ...T[]], 'choice')], 'choice')
    .default(null);

export const ruleForm = z.object({
  version: z
    .string()
    .regex(/^\d{1,6}$/, 'whole')
    .transform(Number),
  from: optionalEuros.default(null),
  days: optionalWhole(1, 400),
  by: z.enum(windowKeys, 'choice').default('requester'),
  category: optionalChoice(categories),
  kind: optionalChoice(offerKinds),
  newSupplier: ticked,
  proven: optionalWhole(1, 100),
  action: z.enum(ruleActions, 'choice'),
  tier: optionalWhole(1, maxTiers),
  need: z.enum(['any', 'all'], 'choice').default('any'),
  person: tickedList,
  hours: optionalWhole(1, 1000),
  to: optionalText(80),
  text: optionalText(300),
});
export type RuleForm = z.output<typeof ruleForm>;

/** The rule that a form describes, or the fields that it lacks. */
export function readRule(
  ctx: RequestContext,
  form: RuleForm,
): { rule: PolicyRule } | { errors: Record<string, string> } {
  const t = ctx.t.requests.rules;
  const { from, days, by, category, kind, newSupplier, proven, action, text, person, to } = form;
  const when: RuleCondition = {
    ...(from !== null && { fromCents: from }),
    ...(from !== null && days !== null && { window: { days, by: [by] } }),
    ...(category && { categories: [category] }),
    ...(kind && { kinds: [kind] }),
    ...(newSupplier && { newSupplier: true as const }),
    ...(proven !== null && { provenBelow: proven }),
  };
  const id = newId('rul');
  if (action === 'reason') return { rule: { id, when, does: { action } } };
  if (action === 'note' || action === 'refuse')
    return text === '' ? { errors: { text: t.textMissing } } : { rule: { id, when, does: { action, text } } };
  if (person.length === 0) return { errors: { person: t.peopleMissing } };
  const hours = to === '' ? null : (form.hours ?? 48);
  const does = { action, tier: form.tier ?? 1, need: form.need, of: person, hours, to: to === '' ? [] : [to] };
  return { rule: { id, when, does } };
}

/** A rule as a sentence. `names`: of the people that it may name. */
export function ruleSentence(
  ctx: RequestContext,
  { when, does }: PolicyRule,
  names: ReadonlyMap<string, string>,
): string {
  const t = ctx.t.requests.rules;
  const { categories: shelves, kinds } = ctx.t;
  const people = (ids: readonly string[]) =>
    listText(
      ids.map((id) => names.get(id) ?? ctx.t.requests.gone),
      ctx.locale,
    );
  const labels = [
    ...(when.categories ?? []).map((one) => shelves[one]),
    ...(when.kinds ?? []).map((one) => kinds[one]),
  ];
  const conditions = [
    when.fromCents !== undefined && t.parts.from(formatMoney(when.fromCents, ctx.locale)),
    when.window && t.parts.window(when.window.days, when.window.by.map((by) => t.windowBy[by]).join(', ')),
    labels.length > 0 && t.parts.category(labels.join(', ')),
    when.newSupplier && t.parts.newSupplier,
    when.provenBelow !== undefined && t.parts.proven(when.provenBelow),
  ].filter((part) => typeof part === 'string');
  const [first = t.always, ...others] = conditions;
  const condition = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', ');
  if (does.action === 'reason') return t.sentence(condition, t.parts.reason);
  if (does.action !== 'ask') return t.sentence(condition, t.parts[does.action](does.text));
  const need = t.needs[does.need === 'all' ? 'all' : 'any'];
  const asked = t.parts.ask(does.tier, need, people(does.of));
  const escalated = does.hours !== null && does.to.length > 0 ? t.parts.escalate(does.hours, people(does.to)) : null;
  return t.sentence(condition, [asked, escalated].filter(Boolean).join(', '));
}
