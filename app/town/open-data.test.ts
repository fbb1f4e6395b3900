import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/open-data.$file.ts';

const read = async (file: string, headers: Record<string, string> = {}) => {
  const request = new Request(`http://halle.test/open-data/${file}`, { headers });
  return (await loader({ request, params: { file }, context: {} })) as Response;
};

type Node = Record<string, unknown> & { '@id': string; '@type': string };
type Field = { name: string; type: string; constraints: { required?: boolean; pattern?: string } };

test('the catalogue has what DCAT-AP asks of a harvested one, in every language at once', async () => {
  await openTown();
  const answer = await read('dcat.jsonld', { cookie: 'lang=en', 'accept-language': 'en' });
  const text = await answer.text();
  expect(await (await read('dcat.jsonld', { cookie: 'lang=fr' })).text()).toBe(text);
  expect(answer.headers.get('vary') ?? '').not.toContain('Cookie');
  const catalogue = JSON.parse(text) as Node & { dataset: Node & { distribution: Node[] } };
  const { dataset } = catalogue;
  for (const node of [catalogue, dataset]) {
    expect(node).toMatchObject({ title: { fr: expect.any(String), en: expect.any(String) } });
    expect(node).toMatchObject({ description: { fr: expect.any(String), en: expect.any(String) } });
    expect(node.publisher).toMatchObject({ '@type': 'foaf:Agent', name: expect.any(String) });
    expect(node.license).toMatchObject({ '@type': 'dct:LicenseDocument' });
  }
  expect(catalogue['@type']).toBe('dcat:Catalog');
  for (const field of ['theme', 'spatial', 'contactPoint', 'keyword', 'language', 'modified', 'accrualPeriodicity'])
    expect([field, dataset[field]]).toEqual([field, expect.anything()]);
  expect(dataset.distribution).toHaveLength(5);
  for (const file of dataset.distribution) {
    expect(file).toMatchObject({ mediaType: { '@type': 'dct:MediaType' }, accessURL: expect.stringMatching(/^http/) });
    const bytes = await (await read((file.downloadURL as string).split('/').at(-1)!)).text();
    const { checksumValue } = file.checksum as { checksumValue: string };
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(checksumValue);
  }
});

test('each CSV keeps its Table Schema, where an empty cell is a missing value', async () => {
  await openTown();
  for (const table of ['categories', 'months', 'places']) {
    const schema = (await (await read(`${table}.schema.json`)).json()) as { fields: Field[]; missingValues: string[] };
    const rows = parse(await (await read(`${table}.csv`)).text(), { columns: true }) as Record<string, string>[];
    expect(rows.length).toBeGreaterThan(0);
    expect(schema.missingValues).toEqual(['']);
    expect(Object.keys(rows[0]!)).toEqual(schema.fields.map(({ name }) => name));
    for (const row of rows)
      for (const { name, type, constraints } of schema.fields) {
        if (row[name] === '') expect(constraints.required ?? false).toBe(false);
        else if (type === 'integer') expect(row[name]).toMatch(/^-?\d+$/);
        else expect(row[name]).toMatch(new RegExp(`^(${constraints.pattern})$`));
      }
  }
});

test('categories.csv keeps its columns, and hides those of one supplier', async () => {
  await openTown();
  const rows = parse(await (await read('categories.csv')).text(), { columns: true }) as Record<string, string>[];
  for (const column of ['key', 'spent_cents', 'retention_unknown_cents'])
    expect(Object.keys(rows[0]!)).toContain(column);
  expect(rows.filter((row) => row.retention_unknown_cents === '').length).toBeGreaterThan(0);
  expect(rows.every((row) => row.spent_cents !== '')).toBe(true);
});
