import { expect, test } from 'vitest';
import { catalogues } from './messages.ts';
import { type SentenceScore, type SentenceSize, scoreSentence } from './score-sentences.ts';

const pillar = { proven: 40, declared: 60, coverage: 0.5 };
const usual: SentenceScore = {
  proven: 35,
  declared: 54,
  documented: 12,
  reviewed: 9,
  applicable: 19,
  pillars: { eco: pillar, soc: pillar, env: pillar },
  rank: { better: 18, suppliers: 42, median: 31 },
  strengths: ['eco.territory_retention', 'soc.job_stability'],
  unknowns: ['env.renewable_energy'],
};
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const say = (score: Partial<SentenceScore>, locale: 'fr' | 'en', size: SentenceSize) =>
  scoreSentence({ ...usual, ...score }, catalogues[locale], size);
const both = ({ rank, rest }: ReturnType<typeof scoreSentence>) => plain(`${rank} ${rest}`);
const fr = (score: Partial<SentenceScore>) => both(say(score, 'fr', 'page'));
const en = (score: Partial<SentenceScore>) => both(say(score, 'en', 'page'));
const rank = (better: number, suppliers: number) => ({ rank: { better, suppliers, median: 31 } });

test('says the rank, what is proven and what is unknown', () => {
  expect([fr({}), en({})]).toEqual([
    'Mieux que 18 fournisseurs sur 42. Prouvé : garde l’argent ici, a des emplois stables. Inconnu : son énergie.',
    'Better than 18 of 42 suppliers. Proven: keeps money here, has stable jobs. Unknown: its energy.',
  ]);
});

test('a card names one criterion of each kind', () => {
  const unknowns = ['env.renewable_energy', 'env.packaging_reuse', 'eco.pay_ratio'];
  expect([both(say({ unknowns }, 'fr', 'card')), both(say({ unknowns }, 'en', 'card'))]).toEqual([
    'Mieux que 18 fournisseurs sur 42. Prouvé : garde l’argent ici et 1 autre critère. Inconnu : son énergie et 2 autres critères.',
    'Better than 18 of 42 suppliers. Proven: keeps money here and 1 other criterion. Unknown: its energy and 2 other criteria.',
  ]);
});

test.each([
  ['one of many', rank(1, 42), 'Mieux que 1 fournisseur sur 42.', 'Better than 1 of 42 suppliers.'],
  ['all others', rank(41, 42), 'Mieux que les 41 autres fournisseurs.', 'Better than all 41 other suppliers.'],
  ['one of two', rank(1, 2), 'Mieux que l’autre fournisseur.', 'Better than the other supplier.'],
  [
    'behind all',
    rank(0, 42),
    'Aucun des 42 fournisseurs ne prouve moins pour l’instant.',
    'None of the 42 suppliers proves less for now.',
  ],
  ['alone in town', rank(0, 1), 'Seul fournisseur noté de la ville.', 'The only scored supplier of the town.'],
  ['not counted yet', { rank: null }, '', ''],
  ['nothing proven', { reviewed: 0, strengths: [] }, 'Rien n’est encore prouvé.', 'Nothing is proven yet.'],
])('says the rank of a supplier that is %s', (_, score, french, english) => {
  expect([say(score, 'fr', 'card').rank, say(score, 'en', 'card').rank].map(plain)).toEqual([french, english]);
});

test('names the first criteria and counts the others', () => {
  const ids = Object.keys(catalogues.fr.criteria.proven);
  expect(fr({ strengths: ids.slice(0, 4), unknowns: ids.slice(4, 10) })).toBe(
    'Mieux que 18 fournisseurs sur 42. Prouvé : garde l’argent ici, est dirigé par ses gens ou la ville, réinvestit ses bénéfices et 1 autre critère. Inconnu : ses délais de paiement, ses intermédiaires et 4 autres critères.',
  );
});

test('says when nothing is proven well, and when nothing is unknown', () => {
  expect(fr({ strengths: [], unknowns: [] })).toBe(
    'Mieux que 18 fournisseurs sur 42. Prouvé en partie seulement. Chaque critère a une réponse.',
  );
});

test('a new supplier without evidence says so once', () => {
  expect(fr({ reviewed: 0, strengths: [] })).toBe('Rien n’est encore prouvé. Inconnu : son énergie.');
});

test('leaves out criteria of a method that the catalogue does not know', () => {
  expect(fr({ strengths: ['eco.new', 'constructor'], unknowns: ['__proto__'] })).not.toMatch(/undefined|function/);
});

test.each(['fr', 'en'] as const)('has every word of each criterion in %s', (locale) => {
  const { names, proven, unknown, examples } = catalogues[locale].criteria;
  const ids = Object.keys(examples);
  expect(ids).toHaveLength(24);
  for (const texts of [names, proven, unknown]) expect(Object.keys(texts)).toEqual(ids);
});
