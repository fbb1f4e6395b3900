import { readFileSync } from 'node:fs';
import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, inject, test } from 'vitest';
import { problemsOf } from '#app/domain/catalogue/draft.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { definesLevel } from '#app/domain/scoring/criterion-levels.ts';
import { score } from '#app/domain/scoring/score.ts';
import { parseFacts } from '#app/domain/scoring/scored-facts.ts';
import { passesLuhn } from '#app/domain/shared/identifiers/luhn.ts';
import { openDb } from '#db/client.ts';
import { offers } from '#db/schema/catalogue.ts';
import { suppliers as supplierTable } from '#db/schema/suppliers.ts';
import { readRows, supplierFrom } from './factories.ts';
import { readOffers } from './offers.ts';
import { method } from './shipped-rules.ts';

const today = '2026-11-23';
const suppliers = readRows('suppliers.psv').map((row, i) => supplierFrom(row, i + 1, today));
const inputOf = (supplier: (typeof suppliers)[number]) => ({
  method: 'mv112-impact',
  asOf: today,
  headcount: supplier.headcount ?? null,
  notApplicable: supplier.exemptions.map((exemption) => exemption.criterionId),
  facts: Object.fromEntries(
    supplier.facts.map((fact) => [fact.criterionId, { value: fact.value, evidence: fact.level, date: fact.datedOn }]),
  ),
});

describe('the town', () => {
  test.each(suppliers.map((supplier) => [supplier.slug, supplier] as const))(
    '%s has only facts and exemptions that the method allows',
    (_, supplier) => {
      const parsed = parseFacts(inputOf(supplier), method);
      expect(parsed).toMatchObject({ ok: true });
      for (const { criterionId, reason } of supplier.exemptions) {
        expect(method.criteria.find((c) => c.id === criterionId)!.not_applicable_when).toContain(reason);
      }
      expect([passesLuhn(supplier.siren), passesLuhn(supplier.siret), supplier.siret.startsWith('000')]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );

  test('has at each fact a level that the method defines, and no person checked one of a register', () => {
    for (const { slug, facts } of suppliers)
      for (const { criterionId, level, checkedBy } of facts) {
        const criterion = method.criteria.find(({ id }) => id === criterionId)!;
        expect([slug, criterionId, level, definesLevel(criterion, level)]).toEqual([slug, criterionId, level, true]);
        if (level === 'L4') expect(checkedBy).toBeNull();
      }
  });

  test('has suppliers with full, partial and expired evidence', () => {
    const scores = suppliers.map((supplier) => score(inputOf(supplier), method));
    expect(scores.some((s) => s.coverage === 1)).toBe(true);
    expect(scores.some((s) => s.coverage < 0.5)).toBe(true);
    expect(scores.some((s) => Object.values(s.criteria).some((c) => c.status === 'expired'))).toBe(true);
  });

  test("Atelier Rebond scores as in the method's worked example", () => {
    const rebond = suppliers.find((supplier) => supplier.slug === 'atelier-rebond')!;
    expect(Math.round(score(inputOf(rebond), method).proven * 100)).toBe(4356);
  });

  test('every offer has a supplier, both languages and no forbidden word', () => {
    const slugs = new Set(suppliers.map((supplier) => supplier.slug));
    const refused =
      /écologique|\bvert(e|s)?\b|neutre en carbone|respectueu|biodégradable|éco-responsable|\bdurables?\b|eco-friendly|\bgreen\b|sustainable/i;
    for (const offer of readOffers()) {
      expect(slugs).toContain(offer.supplier);
      for (const text of [offer.name.fr, offer.name.en ?? '', offer.description.fr, offer.description.en ?? '']) {
        expect([offer.slug, text.length > 2, refused.test(text.replace(/haricots verts|green beans/i, ''))]).toEqual([
          offer.slug,
          true,
          false,
        ]);
      }
    }
  });
});

test('every seeded offer passes the form, which refuses illegal claims', () => {
  const db = openDb(readFileSync(inject('seededImage')));
  const rows = db.select().from(offers).all();
  expect(rows.length).toBeGreaterThan(300);
  const regimes = new Map(
    db
      .select()
      .from(supplierTable)
      .all()
      .map((supplier) => [supplier.id, supplier.vatRegime]),
  );
  for (const offer of rows) {
    const problems = problemsOf(asDraft(offer), regimes.get(offer.supplierId)!);
    expect([offer.slug, problems]).toEqual([offer.slug, []]);
  }
  db.$client.close();
});

test('books each service and each thing to hire for a time, or says why it has no day', () => {
  const db = openDb(readFileSync(inject('seededImage')));
  const timed = db
    .select({ slug: offers.slug, terms: offers.bookingTerms })
    .from(offers)
    .where(and(inArray(offers.kind, ['service', 'rental']), eq(offers.status, 'live')))
    .all();
  db.$client.close();
  const reasons = new Map(readRows('without-day.psv').map(([slug = '', reason = '']) => [slug, reason]));
  expect(timed.length).toBeGreaterThan(100);
  expect(timed.filter(({ slug, terms }) => (terms === null) !== reasons.has(slug)).map(({ slug }) => slug)).toEqual([]);
  expect([...reasons.keys()].filter((slug) => !timed.some((one) => one.slug === slug))).toEqual([]);
  const known = ['month', 'amount', 'made', 'quote', 'days', 'place', 'operator'];
  expect([...reasons.values()].filter((reason) => !known.includes(reason))).toEqual([]);
});
