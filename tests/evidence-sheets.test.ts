// A proof by raw quantities, with several files: typed by its supplier, seen by a steward, kept in the ledger's entry.
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { loader as exportLoader } from '#app/account/pages/account_.export[.]zip.ts';
import { collectOwnData } from '#app/domain/erasure/own-data.server.ts';
import { decideEvidence, listEvidence } from '#app/domain/evidence/evidence.server.ts';
import { eraseRefusedFiles, listEvidenceFiles, sumFileBytes } from '#app/domain/evidence/evidence-files.server.ts';
import { checkFacts } from '#app/domain/evidence/fact-entries.server.ts';
import { listEvidenceEntries } from '#app/domain/ledger/evidence-entries.server.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { action, loader } from '#app/seller/pages/proofs.$criterion.tsx';
import type { ItemView } from '#app/steward/item-view.server.ts';
import { loader as itemLoader } from '#app/steward/pages/items.$item.tsx';
import { loader as fileLoader } from '#app/town/pages/evidence.$id.ts';
import { lucie, noe, openSupplier } from '#tests/setup/evidence.ts';

type Refused = {
  data: { errors: Record<string, string>; message: string | null; values: Record<string, string>; isTried?: boolean };
  init: { status: number } | null;
};

const criterionId = 'env.circular_inputs';
const pdf = (text: string, name: string) => new File([`%PDF-1.7\n${text}\n%%EOF\n`], name, { type: 'application/pdf' });

async function openForm() {
  const { town, owner, supplier } = await openSupplier();
  const headers = { cookie: await town.cookie(lucie) };
  const year = new Date().getFullYear() - 1;
  const typed: Record<string, string> = {
    intent: 'submit',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    'quantity.reused': '4 000',
    'quantity.recycled': '2000,5',
    'quantity.renewable': '',
    'quantity.mass': '10000',
    dated: new Date().toISOString().slice(0, 10),
    kind: 'file',
    title: 'Registre de pesée',
    link: '',
    level: 'L2',
    sign: '1',
  };
  const post = async (changes: Record<string, string> = {}, files: File[] = [], criterion = criterionId) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...typed, ...changes })) body.append(name, value);
    for (const file of files) body.append('file', file);
    const path = `/supplier/jardins-de-la-vesle/proofs/${criterion}`;
    const request = new Request(`http://halle.test${path}`, { method: 'POST', headers, body });
    const params = { slug: 'jardins-de-la-vesle', criterion };
    return (await action({ request, params, context: {} })) as Response & Refused;
  };
  return { town, owner, supplier, headers, post };
}

test('a supplier types quantities and the platform computes the percentage', async () => {
  const { town, post, owner, supplier } = await openForm();
  town.db.$client.prepare('delete from supplier_facts where criterion_id = ?').run(criterionId);
  const tried = await post({ intent: 'compute', kind: '', sign: '' });
  expect([tried.init, tried.data.isTried, tried.data.errors]).toEqual([null, true, {}]);
  expect(tried.data.message).toMatch(/^Ces quantités donnent 52\u202f%/);
  expect(tried.data.values['quantity.recycled']).toBe('2000,5');
  expect(listEvidence(owner, supplier.id, criterionId)).toEqual([]); // nothing was written
  await post({ kind: 'declaration' });
  const [declared] = listEvidence(owner, supplier.id, criterionId);
  expect(declared).toMatchObject({ value: 52.003, sheet: { quantities: { reused: 4_000_000, recycled: 2_000_500 } } });
  expect(findFact(owner, supplier.id, criterionId)?.value).toBe(52.003);
});

test('errors stand beside the quantity, and what was typed stays', async () => {
  const { post } = await openForm();
  const errorsOf = async (changes: Record<string, string>) =>
    (await post({ kind: 'declaration', ...changes })).data.errors;
  expect(await errorsOf({ 'quantity.mass': '' })).toEqual({ 'quantity.mass': 'Un nombre, comme 1 250 ou 12,5.' });
  expect(await errorsOf({ 'quantity.reused': '-4' })).toHaveProperty(['quantity.reused']);
  expect(await errorsOf({ 'quantity.mass': '0', 'quantity.reused': '', 'quantity.recycled': '' })).toEqual({
    'quantity.mass': expect.stringMatching(/^Il faut plus que zéro ici/),
  });
  // One mass in two boxes.
  expect(await errorsOf({ 'quantity.reused': '9000' })).toMatchObject({
    'quantity.recycled': expect.stringMatching(/dépassent le tout\s: Masse de tous les intrants/),
  });
  expect(Object.keys(await errorsOf({ from: '' }))).toEqual(['from']);
  expect(Object.keys(await errorsOf({ from: '2019-01-01' }))).toEqual(['from']);
  expect(Object.keys(await errorsOf({ from: '2019-01-01', to: '2019-12-31' }))).toEqual(['to']);
  expect(Object.keys(await errorsOf({ to: '2019-12-31' }))).toEqual(['to']);
  const refused = await post({ 'quantity.mass': 'beaucoup', kind: 'declaration' });
  expect([refused.init?.status, refused.data.values['quantity.mass']]).toEqual([422, 'beaucoup']);
});

test('without scope 3 a carbon figure stays a declaration', async () => {
  const { post, owner, supplier } = await openForm();
  const emissions = {
    'quantity.scope_1': '10',
    'quantity.scope_2': '20',
    'quantity.sales': '1000',
    'quantity.median': '0,5',
  };
  const carbon = (changes: Record<string, string>) =>
    post({ ...emissions, kind: 'link', link: 'https://example.org/bilan', ...changes }, [], 'env.carbon_ratio');
  expect((await carbon({})).data.errors).toEqual({ kind: expect.stringMatching(/seule votre parole/) });
  expect((await carbon({ 'quantity.transport': '30' })).data).toBeUndefined();
  expect(listEvidence(owner, supplier.id, 'env.carbon_ratio')[0]).toMatchObject({ value: 0.12, askedLevel: 'L2' });
});

test('several files come with one proof, and stand beside the decision with the sheet', async () => {
  const { town, owner, supplier, headers, post } = await openForm();
  const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#c96' } })
    .png()
    .toBuffer();
  const before = sumFileBytes(owner, supplier.id);
  await post({}, [pdf('un', 'pesee.pdf'), pdf('deux', 'bons.pdf'), new File([new Uint8Array(photo)], 'balance.png')]);
  const [submission] = listEvidence(owner, supplier.id, criterionId);
  const files = listEvidenceFiles(owner, [submission!.id]);
  expect(files.map(({ fileName }) => fileName)).toEqual(['pesee.pdf', 'bons.pdf', 'balance.jpg']);
  expect(sumFileBytes(owner, supplier.id) - before).toBe(files.reduce((sum, { fileBytes }) => sum + fileBytes, 0));

  const item = `evidence:${submission!.id}`;
  const { view } = (await itemLoader({
    request: new Request(`http://halle.test/steward/items/${item}`, { headers: { cookie: await town.cookie(noe) } }),
    params: { item },
    context: {},
  } as never)) as { view: ItemView };
  expect(view.evidence?.files.map(({ name, isPicture }) => [name, isPicture])).toEqual([
    ['pesee.pdf', false],
    ['bons.pdf', false],
    ['balance.jpg', true],
  ]);
  expect(view.evidence?.sheet?.rows.map(({ label, amount, weight }) => [label, amount, weight])).toEqual([
    ['Masse réemployée ou réutilisée', 4000, 1],
    ['Masse recyclée', 2000.5, 0.6],
    ['Masse de tous les intrants', 10_000, 1],
  ]);

  const get = (id: string) =>
    fileLoader({
      request: new Request(`http://halle.test/evidence/${id}`, { headers }),
      params: { id },
      context: {},
    } as never);
  const bytes = Buffer.from(await ((await get(files[1]!.id)) as Response).arrayBuffer());
  expect(bytes.toString()).toContain('deux');

  decideEvidence(town.ctx(noe), submission!.id, { step: 'accept', level: 'L2' });
  const [entry] = listEvidenceEntries(owner, supplier.id).filter(
    ({ kind, body }) => kind === 'evidence.accepted' && body.criterion === criterionId,
  );
  expect(entry?.names).toMatchObject({
    files: files.map(({ fileSha256 }) => fileSha256),
    sheet: { quantities: { reused: 4_000_000, recycled: 2_000_500, mass: 10_000_000 } },
  });
  expect(entry?.names).toHaveProperty('files.0', createHash('sha256').update('%PDF-1.7\nun\n%%EOF\n').digest('hex'));

  const page = (await loader({
    request: new Request(`http://halle.test/supplier/jardins-de-la-vesle/proofs/${criterionId}`, { headers }),
    params: { slug: 'jardins-de-la-vesle', criterion: criterionId },
    context: {},
  } as never)) as { evidence: { files: { name: string }[] }[] };
  expect(page.evidence[0]?.files.map(({ name }) => name)).toEqual(['pesee.pdf', 'bons.pdf', 'balance.jpg']);

  const zip = (await exportLoader({
    request: new Request('http://halle.test/account/export.zip', { headers }),
    params: {},
    context: {},
  } as never)) as Response;
  const names = Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())));
  expect(names.filter((name) => name.includes(criterionId)).map((name) => name.split(' ').at(-1))).toEqual([
    'pesee.pdf',
    'bons.pdf',
    'balance.jpg',
  ]);
  const tables = collectOwnData(owner).data.evidence?.map(({ table }) => table);
  expect(tables).toContain('evidence_files');
});

test('more than five files, or one that is no document, are refused with nothing kept', async () => {
  const { owner, supplier, post } = await openForm();
  const six = Array.from({ length: 6 }, (_, at) => pdf(String(at), `${at}.pdf`));
  expect((await post({}, six)).data.errors).toEqual({
    file: expect.stringMatching(/^Trop de fichiers/),
  });
  expect((await post({}, [pdf('un', 'un.pdf'), new File(['MZ'], 'deux.exe')])).data.errors.file).toMatch(
    /«\sdeux\.exe\s»/,
  );
  expect((await post({ kind: 'file' })).data.errors.file).toMatch(/^Joignez/);
  expect(listEvidence(owner, supplier.id, criterionId)).toEqual([]);
  expect(sumFileBytes(owner, supplier.id)).toBe(0);
});

test('files and quantities of a refused proof are erased together', async () => {
  const { town, owner, supplier, post } = await openForm();
  await post({}, [pdf('un', 'un.pdf'), pdf('deux', 'deux.pdf')]);
  const id = listEvidence(owner, supplier.id, criterionId)[0]!.id;
  const keys = listEvidenceFiles(owner, [id]).map(({ fileKey }) => fileKey);
  decideEvidence(town.ctx(noe), id, { step: 'refuse', reason: 'illisible' });
  expect(await eraseRefusedFiles(town, new Date(Date.now() - 3600_000).toISOString(), 10)).toBe(0);
  expect(await eraseRefusedFiles(town, '2999-01-01', 10)).toBeGreaterThan(0);
  expect(listEvidence(owner, supplier.id, criterionId)[0]).toMatchObject({
    fileCount: 0,
    sheet: null,
    state: 'refused',
  });
  for (const key of keys) expect(await town.storage.get(key)).toBeNull();
});

test('quantities that were changed past the ledger are named', async () => {
  const { town, owner, supplier, post } = await openForm();
  await post({ kind: 'declaration' });
  expect(checkFacts(town)).toEqual([]);
  const id = listEvidence(owner, supplier.id, criterionId)[0]!.id;
  town.db.$client
    .prepare(`update evidence set sheet = json_set(sheet, '$.quantities.mass', 9000000) where id = ?`)
    .run(id);
  expect(checkFacts(town).map(({ reason }) => reason)).toEqual([expect.stringContaining(`quantities of ${id}`)]);
});
