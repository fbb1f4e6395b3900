import { expect, test } from 'vitest';
import { isoUtc } from '#app/domain/shared/context.ts';
import { offerImages } from '#db/schema/catalogue.ts';
import { openFamily, familySlug as slug } from '#tests/setup/families.ts';
import { findFirstImages, listFamilyImages } from './images.server.ts';
import { updateOffer } from './listing.server.ts';
import { findPublishedOffers } from './offers.server.ts';
import { listVariants, saveVariants, withdrawFamily } from './variant-edits.server.ts';
import { axisNamed, claimsInVariant, readVariant, type VariantAxis, variantName, writeVariant } from './variants.ts';

test.each([
  ['size=L; colour=bleu', 'size=L; colour=bleu'],
  ['Taille = 42', 'size=42'],
  ['Coloris=vert;Pointure=42', 'colour=vert; size=42'],
  ['Style=Long', 'model=Long'],
])('reads the label %s', (cell, written) => {
  expect(writeVariant(readVariant(cell))).toBe(written);
});

test.each(['', 'L', 'size=', 'size=L; taille=M', 'size=L; colour=bleu; material=lin', `size=${'x'.repeat(41)}`])(
  'refuses the label %j',
  (cell) => {
    expect(readVariant(cell)).toBeNull();
  },
);

test('names an axis by the words of other shops, and a claim in a label', () => {
  expect(['Size', 'Teinte', 'Contenance', 'Matière', 'Finition'].map(axisNamed)).toEqual([
    ...['size', 'colour', 'capacity', 'material', 'model'],
  ]);
  const claimsOf = (name: string, axis: VariantAxis, value: string) =>
    claimsInVariant(name, [{ axis, value }]).map(({ verdict }) => verdict);
  expect(claimsOf('Tablier', 'colour', 'vert')).toEqual([]);
  expect(claimsOf('Savon de Loivre', 'model', 'Nature')).toEqual(['review']);
  expect(claimsOf('Tablier', 'model', 'écologique')).toEqual(['refused']);
  expect(variantName({ fr: 'Tablier', en: null }, [{ axis: 'size', value: 'L' }])).toEqual({
    fr: 'Tablier, L',
    en: null,
  });
});

test('a table makes an offer into a family, whose members share all but their own', async () => {
  const { town, ctx, offer, saved, members } = await openFamily();
  expect(saved).toEqual({ ok: true });
  expect(members.map(({ name, stock, sku, slug }) => [name.fr, stock, sku, slug])).toEqual([
    [`${offer.name.fr}, S`, 10, offer.sku, slug],
    [`${offer.name.fr}, M`, 0, `${slug}-m`, `${slug}-m`],
    [`${offer.name.fr}, L`, 10, 'LIN-L', `${slug}-l`],
  ]);
  const [, , l] = members;
  updateOffer(ctx, l!, { nameFr: 'Grand tablier', leadDays: 9, priceCents: 9999 }, 'form');
  const after = listVariants(ctx, l!);
  expect(after.map(({ name, leadDays, priceCents }) => [name.fr, leadDays, priceCents])).toEqual([
    ['Grand tablier, S', 9, offer.priceCents],
    ['Grand tablier, M', 9, offer.priceCents],
    ['Grand tablier, L', 9, 9999],
  ]);
  expect(town.db.$client.prepare('select count(*) from offer_changes where offer_id = ?').pluck().get(offer.id)).toBe(
    2,
  );
});

test.each([
  ['twice', { variant: [{ axis: 'size', value: 'l' }] }],
  ['claim', { variant: [{ axis: 'size', value: 'écologique' }] }],
  ['sku', { sku: 'LIN-L' }],
] as const)('writes nothing of a table with a row that is refused: %s', async (reason, wrong) => {
  const { ctx, members, row } = await openFamily();
  const kept = members.map(({ id, variant, sku, priceCents, massGrams, stock }) =>
    row('', { id, variant: variant!, sku, priceCents: priceCents + 1, massGrams, stock, shownStock: stock }),
  );
  expect(saveVariants(ctx, members[0]!, [...kept, row('XL', wrong)], 'again')).toEqual({ ok: false, reason, row: 3 });
  expect(listVariants(ctx, members[0]!).map(({ priceCents }) => priceCents)).toEqual(
    members.map(({ priceCents }) => priceCents),
  );
});

test('a text that is wrong takes all variants off sale, and their pictures are shared', async () => {
  const { ctx, members } = await openFamily();
  const [s, , l] = members;
  const picture = { id: 'img_s', offerId: s!.id, position: 0, alt: { fr: 'Tablier' }, width: 9, height: 9 };
  ctx.db
    .insert(offerImages)
    .values({ ...picture, createdAt: isoUtc(ctx.now) })
    .run();
  expect(findFirstImages(ctx, [l!.id]).get(l!.id)).toMatchObject({ id: 'img_s' });
  const family = members.map(({ id }) => id);
  expect(listFamilyImages(ctx, l!.id, family).map(({ id }) => id)).toContain('img_s');
  withdrawFamily(ctx, s!);
  expect(listVariants(ctx, s!).map(({ ownStatus }) => ownStatus)).toEqual(['draft', 'draft', 'draft']);
});

test('what is booked has no variants', async () => {
  const { town, ctx, row } = await openFamily();
  const booked = 'select slug from offers where booking_terms is not null limit 1';
  const [room] = findPublishedOffers(town, [town.db.$client.prepare(booked).pluck().get() as string]);
  expect(saveVariants(ctx, room!, [row('S', { id: room!.id })], null)).toEqual({
    ok: false,
    reason: 'kind',
    row: null,
  });
});
