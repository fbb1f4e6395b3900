import { expect, test } from 'vitest';
import { countTownScores, rankIn } from '#app/domain/scoring/score-summary.ts';
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
  rank: { better: 30, suppliers: 42, median: 31 },
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
    'Mieux que 30 des 42 fournisseurs de la ville. Prouvé : garde l’argent ici, a des emplois stables. Inconnu : son énergie.',
    'Better than 30 of the town’s 42 suppliers. Proven: keeps money here, has stable jobs. Unknown: its energy.',
  ]);
});

test('a card names one criterion of each kind', () => {
  const unknowns = ['env.renewable_energy', 'env.packaging_reuse', 'eco.pay_ratio'];
  expect([both(say({ unknowns }, 'fr', 'card')), both(say({ unknowns }, 'en', 'card'))]).toEqual([
    'Mieux que 30 des 42 fournisseurs de la ville. Prouvé : garde l’argent ici et 1 autre critère. Inconnu : son énergie et 2 autres critères.',
    'Better than 30 of the town’s 42 suppliers. Proven: keeps money here and 1 other criterion. Unknown: its energy and 2 other criteria.',
  ]);
});

test.each([
  [
    'ahead of half of the town',
    rank(21, 42),
    'Mieux que 21 des 42 fournisseurs de la ville.',
    'Better than 21 of the town’s 42 suppliers.',
  ],
  [
    'behind half of the town',
    rank(20, 42),
    '21 des 42 fournisseurs de la ville prouvent autant ou plus.',
    '21 of the town’s 42 suppliers prove as much or more.',
  ],
  [
    'nearly last',
    rank(1, 42),
    '40 des 42 fournisseurs de la ville prouvent autant ou plus.',
    '40 of the town’s 42 suppliers prove as much or more.',
  ],
  [
    'all others',
    rank(41, 42),
    'Mieux que les 41 autres fournisseurs de la ville.',
    'Better than all 41 other suppliers of the town.',
  ],
  [
    'one of two',
    rank(1, 2),
    'Mieux que l’autre fournisseur de la ville.',
    'Better than the other supplier of the town.',
  ],
  [
    'behind the other of two',
    rank(0, 2),
    'L’autre fournisseur de la ville prouve autant ou plus.',
    'The town’s other supplier proves as much or more.',
  ],
  [
    'behind all',
    rank(0, 42),
    'Les 41 autres fournisseurs de la ville prouvent autant ou plus.',
    'All 41 other suppliers of the town prove as much or more.',
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
    'Mieux que 30 des 42 fournisseurs de la ville. Prouvé : garde l’argent ici, est dirigé par ses gens ou la ville, réinvestit ses bénéfices et 1 autre critère. Inconnu : ses délais de paiement, ses intermédiaires et 4 autres critères.',
  );
});

test('says when nothing is proven well, and when nothing is unknown', () => {
  expect(fr({ strengths: [], unknowns: [] })).toBe(
    'Mieux que 30 des 42 fournisseurs de la ville. Prouvé en partie seulement. Rien d’inconnu : chaque critère a une réponse, forte ou faible.',
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

test.each([2, 3, 7, 42])('calls none of %i suppliers better that is not above the town’s median', (suppliers) => {
  const points = Array.from({ length: suppliers }, (_, i) => 2 * i);
  const town = countTownScores(points);
  for (const proven of points) {
    const rank = rankIn(town, { proven })!;
    expect(say({ rank }, 'fr', 'card').rank.startsWith('Mieux que')).toBe(proven > rank.median);
    expect(say({ rank }, 'en', 'card').rank.startsWith('Better than')).toBe(proven > rank.median);
  }
});
