import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { legalDocuments } from './legal-text.ts';
import { getLegalText, legalTextOn, readLegalTexts } from './legal-texts.server.ts';

test('every document has a version in both languages', () => {
  const texts = readLegalTexts();
  expect(new Set(texts.map(({ document }) => document))).toEqual(new Set(legalDocuments));
  expect(() => getLegalText('alcohol', '1999-01-01')).toThrow('not found');
  expect(legalTextOn('alcohol', '1999-01-01').version).toBe('2026-01-01');
});

test('the guarantee is two years for second-hand goods too; its presumption is twelve months', () => {
  const french = legalTextOn('legal-guarantee', '2026-12-01')
    .sections.map(({ text }) => text.fr)
    .join(' ');
  expect(french).toContain('deux ans à compter de la délivrance du bien');
  expect(french).toContain('le même pour un bien neuf et pour un bien d’occasion');
  expect(french).toContain('cette dispense de preuve vaut pendant les douze premiers mois');
});

test('withdrawal has its form, alcohol its two sentences', () => {
  const form = legalTextOn('withdrawal', '2026-12-01').sections.at(-1)!.text.fr;
  expect(form).toContain('Je/nous (*) vous notifie/notifions (*) par la présente ma/notre (*) rétractation');
  const alcohol = JSON.stringify(legalTextOn('alcohol', '2026-12-01'));
  expect(alcohol).toContain('L’abus d’alcool est dangereux pour la santé, à consommer avec modération');
  expect(alcohol).toContain('La vente d’alcool à des mineurs de moins de 18 ans est interdite');
});

test('a broken file is refused by its name and field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-texts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const title = { fr: 'a', en: ' ' };
  const file = { document: 'alcohol', version: '2026-01-01', title, sections: [] };
  writeFileSync(join(folder, 'alcohol-2026-01-01.json'), JSON.stringify(file));
  expect(() => readLegalTexts(folder)).toThrow(/alcohol-2026-01-01\.json: .*title\.en: empty.*sections: too few/);
});
