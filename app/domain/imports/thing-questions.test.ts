// Things of a file: said by a cell, by the name, or asked once for each word.
import { expect, test } from 'vitest';
import { findBySku } from '#app/domain/catalogue/listing.server.ts';
import { importSetup, readIn, writeIn } from '#tests/setup/imports.ts';
import { exportOffers } from './export.server.ts';
import { confirmImport, defaultsOf, getImport } from './imports.server.ts';
import { runImports } from './run.server.ts';
import { answerThings, listThingQuestions } from './thing-questions.server.ts';

const header = 'sku;name_fr;description_fr;category;price;vat;unit;stock;thing\n';
const row = (sku: string, name: string, thing = '') => `${sku};${name};Un lot;furniture;20;20;piece;4;${thing}\n`;

async function preview(text: string) {
  const d = await importSetup();
  const read = await readIn(d, text);
  if (!read.ok) throw new Error(read.reason);
  const current = () => getImport(d.ctx, d.supplier.id, read.id);
  const questions = () => listThingQuestions(d.ctx, current(), defaultsOf(current(), d.supplier));
  const write = async () => {
    confirmImport(d.ctx, current());
    await runImports(d.ctx);
  };
  const offer = (sku: string) => findBySku(d.ctx, d.supplier.id, [sku])[0]!;
  return { d, current, questions, write, offer };
}

const file =
  header +
  row('a', 'Chaise rouge') +
  row('b', 'Chaise bleue') +
  row('c', 'Armoire haute') +
  row('d', 'Machin chromé', 'Mobilier divers') +
  row('e', 'Lot mystère', 'table basse');

test('a word is asked once for all its rows, and a row whose thing is known is not asked', async () => {
  const { questions, current } = await preview(file);
  expect(current()).toMatchObject({ toCreate: 5, refused: 0 });
  const asked = questions().map(({ term, rows, meant }) => [term, rows, meant.map(({ id }) => id)]);
  expect(asked).toEqual([
    ['chaise', 2, ['office-chair', 'meeting-chair', 'wooden-chair', 'folding-chair']],
    ['mobilier diver', 1, []],
  ]);
});

test('an answer holds for all rows of its word; without one they are drafts, and nothing is lost', async () => {
  const { d, current, questions, write, offer } = await preview(file);
  answerThings(d.ctx, current(), new Map([['chaise', 'meeting-chair']]));
  expect(questions()[0]!.answer?.id).toBe('meeting-chair');
  await write();
  expect(['a', 'b'].map((sku) => [offer(sku).thing, offer(sku).chosenThing, offer(sku).status])).toEqual([
    ['meeting-chair', 'meeting-chair', 'live'],
    ['meeting-chair', 'meeting-chair', 'live'],
  ]);
  expect(offer('c')).toMatchObject({ thing: 'cupboard', chosenThing: null, status: 'live' });
  expect(offer('d')).toMatchObject({ thing: null, status: 'draft' });
  expect(offer('e')).toMatchObject({ thing: 'coffee-table', chosenThing: 'coffee-table', status: 'live' });
  expect(answerThings(d.ctx, current(), new Map([['mobilier diver', 'shelf']]))).toBe(false);
});

test('the export has the thing and the attributes, and coming back it changes nothing', async () => {
  const { d, write } = await preview(file);
  await write();
  const exported = [...exportOffers(d.ctx, d.supplier.id)].join('');
  expect(exported).toContain('cupboard');
  const again = await readIn(d, exported);
  expect(again.ok && again.current()).toMatchObject({ toCreate: 0, toChange: 0, refused: 0 });
  const typed = `${header.replace('thing', 'thing;attributes')}${row('a', 'Chaise rouge', 'stool').trim()};"height=0,45 m; Pieds=fer"\n`;
  await writeIn(d, typed);
  expect(findBySku(d.ctx, d.supplier.id, ['a'])[0]!.attributes).toEqual({ height: '45', Pieds: 'fer' });
});
