// The seller's forms: files, a table of which some rows are wrong, and the fields that a refusal names.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { maxImageBytes } from '#app/domain/catalogue/image-files.server.ts';
import { listImages } from '#app/domain/catalogue/images.server.ts';
import { listOwnOffers } from '#app/domain/catalogue/listing.server.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { invalidFields } from '#app/http/form-answer.ts';
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

const bareDelivery = {
  deliveryMode: modes[0],
  cutoffDays: '1',
  cutoffHour: '18',
  sharedFeeCents: '',
  dedicatedFeeCents: '',
  minimumOrderCents: '',
};

test.each([
  [{ hours1_1_from: '10:75', hours1_1_to: '11:80' }, 'hours1_1_from', '« 10:75 » n’est pas une heure : les minutes'],
  [{ hours7_1_from: '8:00', hours7_1_to: '25 h' }, 'hours7_1_to', '« 25 h » n’est pas une heure : la journée'],
  [{ hours7_1_from: '8:00', hours7_1_to: 'midi' }, 'hours7_1_to', '« midi » n’est pas une heure'],
  [{ hours7_1_from: '8:00', hours7_1_to: '' }, 'hours7_1_to', 'À remplir'],
  [{ hours7_1_from: '8:00', hours7_1_to: '8 h' }, 'hours7_1_to', 'Cette plage finit'],
  [
    { hours1_1_from: '09:00', hours1_1_to: '12:00', hours1_2_from: '11:00', hours1_2_to: '14:00' },
    'hours1_2_from',
    'Cette plage en recouvre',
  ],
  [{ hours7_1_from: '22:00', hours7_1_to: '02:00', hours1_1_from: '01:00', hours1_1_to: '04:00' }, 'hours7_1_from', ''],
  [{ closure1_from: '30/02/2027', closure1_to: '' }, 'closure1_from', 'Le jour « 30/02/2027 » n’existe pas'],
  [{ closure1_from: '2027-01-02', closure1_to: '24/12/2026' }, 'closure1_to', 'Ce jour est avant'],
  [{ closure1_from: '', closure1_to: '24/12/2026' }, 'closure1_from', 'À remplir'],
])('refuses the hours or days %j and names what was typed', (typed, field, error) => {
  const parsed = deliveryForm.safeParse({ ...bareDelivery, ...typed });
  const errors: Record<string, string> = parsed.success ? {} : invalidFields(parsed.error, messages).errors;
  expect(Object.keys(errors)[0]).toBe(field);
  expect(Object.values(errors)[0]?.replace(/\s/g, ' ')).toContain(error);
});

test('reads hours and closures as fields send them and as people type them', () => {
  const typed = {
    hours1_1_from: '9 h',
    hours1_1_to: '12h30',
    hours1_2_from: '14:00',
    hours1_2_to: '18:00',
    hours5_1_from: '22:00',
    hours5_1_to: '02:00',
    hours6_1_from: '00:00',
    hours6_1_to: '00:00',
    closure1_from: '24/12/2026',
    closure1_to: '2027-01-02',
    closure2_from: '2026-12-08',
    work2: '1',
    work6: '1',
    worksHolidays: '1',
  };
  const overlap = deliveryForm.safeParse({ ...bareDelivery, ...typed });
  expect(overlap.success, 'Friday night is in Saturday').toBe(false);
  const { hours6_1_from: _, hours6_1_to: __, ...rest } = typed;
  expect(deliveryForm.parse({ ...bareDelivery, ...rest })).toMatchObject({
    opening: [
      { day: 1, from: '09:00', to: '12:30' },
      { day: 1, from: '14:00', to: '18:00' },
      { day: 5, from: '22:00', to: '02:00' },
    ],
    closures: [
      { from: '2026-12-08', to: '2026-12-08' },
      { from: '2026-12-24', to: '2027-01-02' },
    ],
    workDays: [2, 6],
    deliveryDays: [],
    worksHolidays: true,
  });
  const wholeDay = { hours6_1_from: '00:00', hours6_1_to: '00:00' };
  expect(deliveryForm.parse({ ...bareDelivery, ...wholeDay }).opening).toEqual([
    { day: 6, from: '00:00', to: '24:00' },
  ]);
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
