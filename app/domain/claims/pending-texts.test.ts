import { beforeEach, expect, test } from 'vitest';
import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { createOffer, getOwnOffer, setOfferStatus, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { decidePendingText } from '#app/domain/catalogue/text-decisions.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { contestPendingText, listPendingTexts, withdrawPendingText } from './pending-texts.server.ts';

let d: Awaited<ReturnType<typeof setUp>>;

async function setUp() {
  const t = await openTown();
  const seller = t.ctx('lucie@jardins-de-la-vesle.example');
  const { supplier } = getOwnSupplier(seller, 'jardins-de-la-vesle');
  return { town: t, seller, supplier, steward: t.ctx('noe@cooperative-112.example') };
}

const draft = (changes: Partial<OfferDraft>): OfferDraft => ({
  ...emptyDraft,
  nameFr: 'Panier de légumes',
  descriptionFr: 'Six légumes du moment.',
  category: 'food',
  priceCents: 1200,
  vatBasisPoints: 550,
  massGrams: 4000,
  ...changes,
});
const offer = (id: number) => getOwnOffer(d.seller, d.supplier.id, id);
const pending = () => listPendingTexts(d.seller, d.supplier.id);

beforeEach(async () => {
  d = await setUp();
});

test('a text that claims waits, and the last one that passed stays on show', () => {
  const id = createOffer(d.seller, d.supplier, draft({}), 'form', 'live');
  updateOffer(d.seller, offer(id), { descriptionFr: 'Légumes locaux.', priceCents: 1300 }, 'form');
  expect(offer(id)).toMatchObject({ priceCents: 1300, description: { fr: 'Six légumes du moment.' } });
  expect(pending()).toMatchObject([
    { field: 'descriptionFr', text: 'Légumes locaux.', state: 'waiting', kinds: ['origin'] },
  ]);
});

test('a steward lets a text be shown, and the same sentence passes from then on', () => {
  const id = createOffer(d.seller, d.supplier, draft({}), 'form', 'live');
  updateOffer(d.seller, offer(id), { descriptionFr: 'Légumes locaux.' }, 'form');
  const [waiting] = pending();
  expect(listQueue(d.steward, { kind: 'text' }).map(({ id }) => id)).toContain(waiting!.id);
  expect(decidePendingText(d.steward, waiting!.id, 'allowed', '')).toMatchObject({
    ok: false,
    reason: 'reason-missing',
  });
  expect(decidePendingText(d.steward, waiting!.id, 'allowed', 'Ferme à 6 km.').ok).toBe(true);
  expect(offer(id).description.fr).toBe('Légumes locaux.');
  updateOffer(d.seller, offer(id), { descriptionFr: 'Légumes locaux. Panier repris.' }, 'form');
  expect(offer(id).description.fr).toBe('Légumes locaux. Panier repris.');
  expect(pending()).toEqual([]);
  expect(decidePendingText(d.steward, waiting!.id, 'refused', 'Non.')).toMatchObject({ ok: false, reason: 'not-now' });
});

test('a refused text is kept, and a seller may bring it before a steward', () => {
  const id = createOffer(d.seller, d.supplier, draft({ descriptionFr: 'Panier écologique.' }), 'import', 'live');
  expect(offer(id)).toMatchObject({ ownStatus: 'live', description: { fr: '' } });
  const [refused] = pending();
  expect(refused).toMatchObject({ text: 'Panier écologique.', state: 'refused' });
  expect(listQueue(d.steward, { kind: 'text' }).map(({ id }) => id)).not.toContain(refused!.id);
  expect(contestPendingText(d.seller, d.supplier.id, refused!.id, 'C’est le nom du panier.').ok).toBe(true);
  expect(decidePendingText(d.steward, refused!.id, 'refused', 'C’est une allégation.').ok).toBe(true);
  expect(pending()).toMatchObject([{ state: 'refused', reason: 'C’est une allégation.' }]);
  expect(withdrawPendingText(d.seller, d.supplier.id, refused!.id).ok).toBe(true);
  expect(pending()).toEqual([]);
});

test('an offer whose name claims stays a draft until the name passes', () => {
  const id = createOffer(d.seller, d.supplier, draft({ nameFr: 'Panier zéro carbone' }), 'import', 'live');
  expect(offer(id)).toMatchObject({ ownStatus: 'draft', name: { fr: 'Panier zéro carbone' } });
  expect(setOfferStatus(d.seller, offer(id), 'live')).toMatchObject({ ok: false, reason: 'claim' });
  updateOffer(d.seller, offer(id), { nameFr: 'Panier de poireaux' }, 'form');
  expect(setOfferStatus(d.seller, offer(id), 'live').ok).toBe(true);
  expect(pending()).toEqual([]);
});

test('headlines and stories wait as texts of offers do', () => {
  const { headline } = d.supplier;
  updateProfile(d.seller, d.supplier, { headline: { ...headline, fr: 'Le maraîcher qui aime la planète' } });
  expect(getOwnSupplier(d.seller, 'jardins-de-la-vesle').supplier.headline.fr).toBe(headline.fr);
  expect(pending()).toMatchObject([{ field: 'headlineFr', state: 'refused' }]);
});

test('no text of the seeded town waits or is refused', () => {
  const open = d.town.db.$client.prepare(`select text from pending_texts where state in ('waiting', 'refused')`);
  expect(open.pluck().all()).toEqual([]);
});
