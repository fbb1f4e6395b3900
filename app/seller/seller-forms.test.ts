// The seller's forms: files, a table of which some rows are wrong, and the fields that a refusal names.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { maxImageBytes } from '#app/domain/catalogue/image-files.server.ts';
import { listImages } from '#app/domain/catalogue/images.server.ts';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action as joinAction } from './joining/new.tsx';
import { action as importAction } from './pages/import._index.tsx';
import { action as offersAction } from './pages/offers._index.tsx';
import { action as offerAction } from './pages/offers.$offerId._index.tsx';
import { action as placeAction } from './pages/place.tsx';
import { action as evidenceAction } from './pages/proofs.$criterion.tsx';
import { action as visitsAction } from './pages/visits.tsx';
import { deliveryForm } from './supplier-forms.server.ts';

type Refused = {
  data: { errors: Record<string, string>; message: string | null; values: Record<string, string> };
  init: { status: number };
};
const lucie = 'lucie@jardins-de-la-vesle.example';

/** Posts a form as the owner of a supplier. */
async function open() {
  const town = await openTown();
  const headers = { cookie: await town.cookie(lucie) };
  const slug = 'jardins-de-la-vesle';
  const ctx = town.ctx(lucie);
  const post = async (
    action: typeof offersAction,
    fields: Record<string, string | File>,
    params: Record<string, string> = {},
  ) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const request = new Request('http://halle.test/somewhere?q=a', { method: 'POST', headers, body });
    return (await action({ request, params: { slug, ...params }, context: {} })) as Response & Refused;
  };
  const { rows } = listOwnOffers(ctx, getOwnSupplier(ctx, slug).supplier.id, {});
  return { ctx, post, offers: rows.filter(({ onQuote }) => !onQuote) };
}

test('saves the valid rows of the table and names the cell of the others', async () => {
  const { ctx, post, offers } = await open();
  const [one, other] = [offers[0]!, offers[1]!];
  const prices = { [`price_${one.id}`]: '99,90', [`price_${other.id}`]: 'cher' };
  const stocks = { [`stock_${one.id}`]: '7', [`stock_${other.id}`]: '8' };
  const { data, init } = await post(offersAction, { intent: 'table', ...prices, ...stocks });
  expect([init.status, Object.keys(data.errors)]).toEqual([422, [`price_${other.id}`]]);
  expect(data.message).toMatch(/^Une ligne est à revoir\s; les autres sont enregistrées\.$/);
  expect(data.values).toMatchObject(prices);
  const { supplier } = getOwnSupplier(ctx, 'jardins-de-la-vesle');
  const saved = listOwnOffers(ctx, supplier.id, {}).rows.find(({ id }) => id === one.id);
  expect([saved?.priceCents, saved?.stock]).toEqual([9990, 7]);
  const again = await post(offersAction, { intent: 'table', [`price_${one.id}`]: '99,90', [`stock_${one.id}`]: '9' });
  expect([again.headers.get('location'), flashOf(again)]).toEqual([
    '/supplier/jardins-de-la-vesle/offers?q=a',
    'Une offre changée.',
  ]);
});

test('refuses a photograph at the field that is wrong', async () => {
  const { ctx, post, offers } = await open();
  const offerId = String(offers[0]!.id);
  const made = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#c96' } })
    .jpeg()
    .toBuffer();
  const photo = new File([new Uint8Array(made)], 'a.jpg', { type: 'image/jpeg' });
  const fields = { intent: 'add-image', file: photo, alt_fr: 'Un panier.', alt_en: '', crop: 'centre' };
  const refused = async (changed: Record<string, string | File>) =>
    (await post(offerAction, { ...fields, ...changed }, { offerId })).data.errors;
  expect(await refused({ file: new File([], 'a.jpg') })).toEqual({
    file: 'Ce fichier n’est pas une photographie lisible.',
  });
  expect(await refused({ file: new File([new Uint8Array(maxImageBytes + 1)], 'b.jpg') })).toEqual({
    file: 'Cette photographie dépasse 8 Mo.',
  });
  expect(await refused({ file: new File(['text'], 'c.jpg') })).toEqual({
    file: 'Ce fichier n’est pas une photographie lisible.',
  });
  expect(await refused({ alt_fr: ' ' })).toEqual({ alt_fr: 'Dites ce que l’on y voit.' });
  const before = listImages(ctx, offers[0]!.id).length;
  const added = await post(offerAction, fields, { offerId });
  expect(flashOf(added)).toMatch(/^Photographie ajoutée/);
  expect(listImages(ctx, offers[0]!.id)).toHaveLength(before + 1);
});

test('refuses a file of offers at its field', async () => {
  const { post } = await open();
  const empty = await post(importAction, { file: new File([], 'a.csv') });
  const binary = await post(importAction, { file: new File(['%PDF-1.7'], 'a.csv') });
  expect([Object.keys(empty.data.errors), Object.keys(binary.data.errors)]).toEqual([['file'], ['file']]);
});

test('asks of evidence what its kind needs, and says how the score moved', async () => {
  const { post } = await open();
  const params = { criterion: 'soc.governance' };
  const fields = { intent: 'submit', value: '2', dated: '2026-11-01', level: 'L2', title: '', link: '' };
  const bare = await post(evidenceAction, { ...fields, value: '', kind: 'link' }, params);
  expect(Object.keys(bare.data.errors)).toEqual(['value', 'title', 'link', 'sign']);
  const heavy = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'a.pdf');
  const file = { ...fields, kind: 'file', title: 'Facture', sign: '1', file: heavy };
  expect(Object.keys((await post(evidenceAction, file, params)).data.errors)).toEqual(['file']);
  const declared = await post(evidenceAction, { ...fields, kind: 'declaration', sign: '1' }, params);
  expect(flashOf(declared)).toMatch(/^Votre déclaration compte dans.*(passé de|Rien n’a bougé)/);
});

test('names the communes that fit when several do', async () => {
  const { post } = await open();
  const { errors } = (await post(joinAction, { insee: '51100', siret: '1' })).data;
  expect(errors.siret).toMatch(/^Un SIRET a quatorze chiffres/);
  expect((await post(joinAction, { insee: '51140' })).data.errors.insee).toMatch(/^Précisez\s: 51140 /);
  expect((await post(joinAction, { insee: 'Nulle-Part' })).data.errors.insee).toMatch(/pas dans la liste officielle/);
});

test('refuses the VAT number of another company when a supplier joins', async () => {
  const { post } = await open();
  const own = { siret: '732 829 320 00074', vatRegime: 'standard' };
  const identity = { name: 'A', trade: 'food', legalName: 'A', legalForm: 'EARL', address: '1 rue', insee: '51100' };
  const contact = { contactName: 'A', email: 'achats&ventes@exemple.fr', phone: '0326000000' };
  const join = async (vatNumber: string) =>
    (await post(joinAction, { ...own, ...identity, ...contact, insee: 'Bétheny', vatNumber })).data?.errors;
  expect(await join('FR66240390146')).toMatchObject({ vatNumber: messages.identifiers.vatNumber.key });
  expect(await join('FR39356000000')).toMatchObject({ vatNumber: messages.identifiers.vatNumber['other-company'] });
  expect(await join('XX12')).toMatchObject({ vatNumber: messages.identifiers.vatNumber.country });
  expect(await join('FR 44 732 829 320'), 'V2.2.3').toBeUndefined();
});

test.each([
  ['1 10:75-11:80', messages.formErrors.opening],
  ['7 8:60-9:00', messages.formErrors.opening],
  ['1 09:00-12:00\n1 11:00-14:00', messages.formErrors.openingOverlap],
  ['1 09:00-12:00\n1 12:00-14:00', undefined],
])('reads the opening hours %s', async (opening, error) => {
  const parsed = deliveryForm.safeParse({
    deliveryMode: modes[0],
    cutoffDays: '1',
    cutoffHour: '18',
    sharedFeeCents: '',
    dedicatedFeeCents: '',
    minimumOrderCents: '',
    opening,
  });
  const key = parsed.error?.issues[0]?.message as 'opening' | 'openingOverlap' | undefined;
  expect(key && messages.formErrors[key]).toBe(error);
});

test('takes a click on the map or typed coordinates', async () => {
  const { ctx, post } = await open();
  const place = () => {
    const { lat, lon } = getOwnSupplier(ctx, 'jardins-de-la-vesle').supplier;
    return { lat, lon };
  };
  expect(flashOf(await post(placeAction, { by: 'coordinates', lat: '49,25', lon: '4.03' }))).toBe('Enregistré.');
  expect(place()).toEqual({ lat: 49.25, lon: 4.03 });
  expect((await post(placeAction, { by: 'coordinates', lat: '12', lon: 'x' })).data.errors).toEqual({
    lat: 'Ce point est trop loin de la ville.',
    lon: 'Un nombre.',
  });
  expect(flashOf(await post(placeAction, { by: 'map', 'map.x': '120', 'map.y': '90' }))).toBe('Enregistré.');
  expect(place()).not.toEqual({ lat: 49.25, lon: 4.03 });
});

test('says which invited person cannot come', async () => {
  const { post } = await open();
  const people = { supplier1: 'nadia@atelier-rebond.example', supplier2: 'No@one.example', buyer: lucie };
  const none = await post(visitsAction, { intent: 'invite', ...people });
  expect(Object.keys(none.data.errors)).toEqual(['criterion']);
});
