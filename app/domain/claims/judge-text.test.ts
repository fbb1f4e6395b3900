import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ClaimEvidence, type ClaimVerdict, claimEvidence, claimKinds } from './claim-kinds.ts';
import { judgeText } from './judge-text.ts';
import { readGuarantee } from './stated-figures.ts';

type Line = {
  verdict: ClaimVerdict;
  kind: string;
  lang: string;
  where: string;
  text: string;
  proof: ClaimEvidence | null;
};

const isSupplierName = /\b(SARL|EURL|Ltd)$/;

function readLines(file: string): Line[] {
  return readFileSync(`tests/claims/${file}.psv`, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [verdict, kind, lang, where, text, why = ''] = line.split('|') as [ClaimVerdict, ...string[]];
      const proof = claimEvidence.find((one) => why.startsWith(`proof:${one}`)) ?? null;
      return { verdict, kind: kind!, lang: lang!, where: where!, text: text!, proof };
    });
}

const judge = ({ text, proof }: Line, withProofs: boolean) =>
  judgeText(text, {
    evidence: new Set(withProofs && proof ? [proof] : []),
    tested: withProofs && proof === 'tested' ? true : null,
    supplierName: isSupplierName.test(text),
  }).verdict;

const share = (lines: Line[], of: (line: Line) => boolean) => lines.filter(of).length / Math.max(1, lines.length);

describe.each(['texts', 'further'])('the judged texts of %s.psv', (file) => {
  describe.each(['fr', 'en'])('in %s', (lang) => {
    const lines = readLines(file).filter((line) => line.lang === lang);
    const forbidden = lines.filter(({ verdict }) => verdict !== 'ok');
    const lawful = lines.filter(({ verdict }) => verdict === 'ok');

    test('of the forbidden ones at least 95 % are not ok', () => {
      expect(forbidden.length).toBeGreaterThan(50);
      expect(share(forbidden, (line) => judge(line, false) !== 'ok')).toBeGreaterThanOrEqual(0.95);
    });

    test('of the lawful ones at most 3 % are refused, with and without proofs', () => {
      expect(share(lawful, (line) => judge(line, false) === 'refused')).toBeLessThanOrEqual(0.03);
      expect(share(lawful, (line) => judge(line, true) === 'refused')).toBeLessThanOrEqual(0.03);
    });

    test('of the lawful ones at most 10 % wait for a steward when their proofs are on file', () => {
      expect(share(lawful, (line) => judge(line, true) === 'review')).toBeLessThanOrEqual(0.1);
    });

    test('a fact with a proof is not ok before the proof is on file', () => {
      const proven = lawful.filter(({ proof }) => proof);
      expect(share(proven, (line) => judge(line, false) === 'review')).toBeGreaterThan(0.7);
    });

    test('names the kind of claim of nine forbidden texts in ten', () => {
      const named = ({ text, kind }: Line) => judgeText(text).kinds.some((one) => one === kind);
      expect(share(forbidden, named)).toBeGreaterThan(0.9);
    });
  });
});

test('every kind is found in some text', () => {
  const found = new Set(readLines('texts').flatMap(({ text }) => judgeText(text).kinds));
  expect([...found].sort()).toEqual([...claimKinds]);
});

test.each([
  ['Ecological in the sense of the EU Ecolabel, licence FR/020/001.', 'eu-ecolabel', 'ok'],
  ['Sustainable and under the EU Ecolabel, licence FR/020/001.', 'eu-ecolabel', 'review'], // recital 10
  ['Biodégradable, sous Écolabel européen FR/020/001.', 'eu-ecolabel', 'refused'], // L. 541-9-1
  ['Écologique. Écolabel européen, licence FR/020/001.', 'eu-ecolabel', 'refused'], // in another sentence
  ['Neutre en carbone, calcul affiché, 1,4 kg CO2e.', 'own-figure', 'refused'], // 4c: no qualification
] as const)('a qualification counts in its own sentence alone: %s', (text, proof, verdict) => {
  expect(judgeText(text, { evidence: new Set([proof]) }).verdict).toBe(verdict);
});

test.each([
  ['É C O L O G I Q U E', 'generic'],
  ['éc\u00adologique', 'generic'],
  ['3c0l0gique', 'generic'],
  ['éсоlogique', 'generic'], // with Cyrillic letters
  ['ＥＣＯＬＯＧＩＱＵＥ', 'generic'],
  ['Neutre en CO₂', 'offset'],
  ['écologique·s', 'generic'],
])('reads %s as its writer meant it', (text, kind) => {
  expect(judgeText(text).kinds).toContain(kind);
});

test('a supplier’s name waits, and is never refused', () => {
  expect(judgeText('Éco-Propreté biodégradable SARL', { supplierName: true }).verdict).toBe('review');
});

test('the fields of an offer decide on refurbished and on recycled matter', () => {
  expect(judgeText('Ordinateur reconditionné', { tested: true }).verdict).toBe('ok');
  expect(judgeText('Ordinateur reconditionné', { tested: false }).verdict).toBe('refused');
  expect(judgeText('Ordinateur reconditionné, comme neuf', { tested: true }).verdict).toBe('refused');
  expect(judgeText('Cahier recyclé').verdict).toBe('refused');
  expect(judgeText('Cahier recyclé', { recycledShare: 100 }).verdict).toBe('ok');
});

test('names the words in their own spelling, with their place', () => {
  const [finding] = judgeText('Savon ÉCOLOGIQUE doux').findings;
  expect(finding).toMatchObject({ kind: 'generic', verdict: 'refused', found: 'ÉCOLOGIQUE', span: [6, 16] });
});

test('a text above the limit waits for a steward', () => {
  expect(judgeText('Chaise. '.repeat(600)).verdict).toBe('review');
  expect(judgeText(`${'Chaise. '.repeat(12_500)}Biodégradable.`).verdict).toBe('refused');
});

test.each(['vert ', 'é c o l o ', "a'b'", '* x. ', 'plus moins de l’énergie et ', 'pas de ne pas ', '« ', '1.'])(
  'ten times the text is ten times the work: %j',
  (unit) => {
    const work = (length: number) => judgeText(unit.repeat(length / unit.length + 1).slice(0, length)).steps;
    expect(work(100_000) / work(10_000)).toBeLessThan(10.5);
  },
);

describe('figures beside those on file', () => {
  const filed = { supplyKilometres: 9.1, guaranteeMonths: 12, controlBody: 'FR-BIO-01' };
  const cases: [text: string, recycled: number | null, verdict: ClaimVerdict, difference: string | null][] = [
    ['Table dont le plateau comporte 85 % de plastique recyclé.', 90, 'ok', null],
    ['Polaire : 85 % de polyester recyclé.', 60, 'review', 'recycled 85 % 60 %'],
    ['A fleece of recycled polyester, 85 %.', 60, 'review', 'recycled 85 % 60 %'],
    ['Comporte au moins 60 % de coton recyclé.', 60, 'ok', null],
    ['Comporte au moins 60 % de coton recyclé.', null, 'review', null],
    ['Livré dans un emballage en carton recyclé à 90 %.', 60, 'ok', null], // a part: the share on file is the whole's
    ['Carottes cultivées à 9 km de la base.', null, 'ok', null],
    ['Carottes cultivées à 2 km de la base.', null, 'review', 'distance 2 km 9 km'],
    ['Bread baked 3 km away.', null, 'review', 'distance 3 km 9 km'],
    ['Pose comprise à moins de 20 km.', null, 'ok', null],
    ['Livraison offerte à 2 km.', null, 'ok', null],
    ['Ordinateur garanti deux ans.', null, 'review', 'guarantee 24 12'],
    ['Twelve months of use; 2 years guarantee.', null, 'review', 'guarantee 24 12'],
    ['Lentilles bio, FR-BIO-10.', null, 'review', 'control-body FR-BIO-10 FR-BIO-01'],
  ];

  test.each(cases)('%s (%s)', (text, recycledShare, verdict, difference) => {
    const judged = judgeText(text, { recycledShare, filed, evidence: new Set(['organic']) });
    const found = judged.findings.flatMap((one) => one.difference ?? []);
    expect(found.map(({ figure, stated, filed: onFile }) => `${figure} ${stated} ${onFile}`)).toEqual(
      difference ? [difference] : [],
    );
    expect(judged.verdict).toBe(verdict);
  });

  test('a guarantee that is on file as long as the text says has no difference, and an unreadable one says nothing', () => {
    expect(readGuarantee('2 ans')).toBe(24);
    expect(readGuarantee('deux ans')).toBe(24);
    expect(readGuarantee('18 mois')).toBe(18);
    expect(readGuarantee('voir notice')).toBeNull();
    const difference = judgeText('Garanti 2 ans.', { filed: { guaranteeMonths: 24 } }).findings.find(
      (one) => one.difference,
    );
    expect(difference).toBeUndefined();
  });
});
