import { expect, test } from 'vitest';
import { findPublicFacts } from '#app/domain/accounts/public-organisations.server.ts';
import { sendForm } from '#tests/setup/offer-forms.ts';
import { camille, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action as organisationAction } from '../account/pages/account_.organisations.$organisationId.tsx';
import { action as statementAction } from './pages/statement.$year._index.tsx';
import { loader as fileLoader } from './pages/statement.$year.$file.ts';

const paul = 'paul@ecole-loivre.example';
const year = '2026';

async function fileOf(town: TestTown, email: string, file: string): Promise<Response> {
  const request = new Request(`http://halle.test/statement/${year}/${file}`, {
    headers: { cookie: await town.cookie(email) },
  });
  return fileLoader({ request, params: { year, file }, context: { services: town } } as never) as Promise<Response>;
}

test('a public buyer downloads both files, enters a gift and answers what no table knows', async () => {
  const town = await openTown();
  const canteen = await (await fileOf(town, paul, 'ma-cantine.csv')).text();
  expect(canteen.replace(/^\uFEFF/, '').split('\n')[0]).toMatch(/^siret;description;fournisseur;date;prix_ht;/);
  expect(canteen.split('\n').slice(1, -1).length).toBeGreaterThan(3);
  const send = (fields: Record<string, string>) => sendForm(town, statementAction, fields, { year }, paul);
  expect(await send({ intent: 'gift', line: 'it', amount: '800,50' })).toMatchObject({ status: 303 });
  const agec = await (await fileOf(town, paul, 'agec58.csv')).text();
  expect(agec).toMatch(/Matériel informatique et téléphonie,[\d.]+,[\d.]+,800\.50,0\.00,/);
  expect(await send({ intent: 'agec-line', entry: '0', answer: 'pas une ligne' })).toMatchObject({
    refused: { errors: { answer: expect.any(String) } },
  });
});

test('a buyer that does not declare has no declaration, and a canteen’s SIRET is checked', async () => {
  const town = await openTown();
  await expect(fileOf(town, camille, 'agec58.csv')).rejects.toMatchObject({ status: 404 });
  await expect(fileOf(town, camille, 'ma-cantine.csv')).rejects.toMatchObject({ status: 404 });
  const id = town.db.$client
    .prepare(`select id from organisations where kind = 'public' limit 1`)
    .pluck()
    .get() as string;
  const state = (canteen: string) =>
    sendForm(
      town,
      organisationAction,
      { intent: 'public', nature: 'national-establishment', canteen_siret: canteen },
      { organisationId: id },
      paul,
    );
  expect(await state('123')).toMatchObject({ refused: { errors: { canteen_siret: expect.any(String) } } });
  expect(await state('732 829 320 00074')).toMatchObject({ status: 303 });
  expect(findPublicFacts(town, id)).toEqual({ nature: 'national-establishment', canteenSiret: '73282932000074' });
  await expect(fileOf(town, paul, 'agec58.csv')).rejects.toMatchObject({ status: 404 });
});
