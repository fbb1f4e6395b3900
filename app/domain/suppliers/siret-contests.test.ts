// Two parties claim one SIRET: neither learns of the other, stewards see both and decide.

import { expect, test } from 'vitest';
import { addAccount, listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { requestSiret } from '#app/domain/accounts/organisations.server.ts';
import { findSiretClaim, listOpenSiretClaims } from '#app/domain/accounts/siret-claims.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { listPayingOrganisations } from '#app/domain/orders/buyer-history.server.ts';
import { composeMail } from '#app/mail/compose.server.ts';
import { fictionalSiret } from '#seeds/factories.ts';
import { joiningIdentity } from '#tests/setup/joining.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { joinAsSupplier } from './joining.server.ts';
import { transitionSupplier } from './lifecycle.server.ts';
import { getOwnSupplier } from './members.server.ts';
import {
  decideSiretClaim,
  lacksSiret,
  lapseSiretClaims,
  lapseUnprovenSirets,
  listSiretContests,
} from './siret-contests.server.ts';

const noe = 'noe@cooperative-112.example';
const anais = 'anais@cooperative-112.example';
/** A holder loses its SIRET by the decision of two people only. */
const waits = { ok: false, reason: 'second-person' };
const jeanne = 'jeanne@courrier.example';
const siret = fictionalSiret(70_002);
const identity = { ...joiningIdentity, siret };

const join = (town: TestTown, email: string, own = identity) =>
  getOwnSupplier(town.ctx(email), joinAsSupplier(town.ctx(email), own).slug).supplier;
const claimOf = (town: TestTown, id: string) => findSiretClaim(town, { kind: 'supplier', id })!;

test('a second supplier of a SIRET is not told, and neither is approved before a steward decides', async () => {
  const town = await openTown();
  const [first, second] = [join(town, karim), join(town, jeanne)];
  const contested = listSiretContests(town).filter(({ kind }) => kind === 'supplier');
  expect(contested).toMatchObject([{ number: siret, claimants: [{ id: first.id }, { id: second.id }] }]);
  expect([lacksSiret(town, first), lacksSiret(town, second)]).toEqual([true, true]);
  const steward = town.ctx(noe);
  expect(() => decideSiretClaim(town.ctx(karim), claimOf(town, second.id).id, 'à moi')).toThrow('forbidden');
  expect(decideSiretClaim(steward, claimOf(town, second.id).id, 'Extrait Kbis du 12 novembre.')).toEqual({ ok: true });
  expect([claimOf(town, first.id).state, claimOf(town, second.id).state]).toEqual(['refused', 'granted']);
  expect([lacksSiret(town, first), lacksSiret(town, second)]).toEqual([true, false]);
  expect(decideSiretClaim(steward, claimOf(town, second.id).id, 'encore')).toEqual({ ok: false, reason: 'not-now' });
  const letters = town.db.$client
    .prepare(`select payload from outbox where key like 'mail:siret-decided:%'`)
    .pluck()
    .all();
  const ctx = { ...steward, storage: town.storage, origin: town.env.origin, bankIban: null };
  const mails = await Promise.all(letters.map((payload) => composeMail(ctx, JSON.parse(String(payload)))));
  expect(mails.map((mail) => mail!.to).sort()).toEqual([jeanne, karim]);
  expect(mails.every((mail) => mail!.text.includes('Extrait Kbis'))).toBe(true);
});

test('a claim on the SIRET of an open supplier waits until that one is suspended', async () => {
  const town = await openTown();
  const steward = town.ctx(noe);
  const { supplier: holder } = getOwnSupplier(town.ctx('lucie@jardins-de-la-vesle.example'), 'jardins-de-la-vesle');
  const claimant = join(town, karim, { ...identity, siret: holder.siret });
  expect(lacksSiret(town, claimant)).toBe(true);
  const decide = (by = noe) => decideSiretClaim(town.ctx(by), claimOf(town, claimant.id).id, 'Le vrai titulaire.');
  expect(decide()).toEqual({ ok: false, reason: 'holder-open' });
  const now = () => getOwnSupplier(town.ctx('lucie@jardins-de-la-vesle.example'), 'jardins-de-la-vesle').supplier;
  const step = (name: 'suspend' | 'lift') =>
    transitionSupplier(steward, now(), name, countUnarchivedOffers(steward, holder.id), 'SIRET usurpé');
  expect(step('suspend')).toEqual({ ok: true });
  expect([decide(), decide()], 'never by one person').toEqual([waits, waits]);
  expect(claimOf(town, claimant.id).state).toBe('open');
  expect(decide(anais)).toEqual({ ok: true });
  expect(step('lift')).toEqual({ ok: false, reason: 'siret-contested' });
  expect(lacksSiret(town, claimant)).toBe(false);
});

test('the database keeps two open suppliers from one SIRET', async () => {
  const town = await openTown();
  const twin = join(town, karim, {
    ...identity,
    siret: getOwnSupplier(town.ctx('lucie@jardins-de-la-vesle.example'), 'jardins-de-la-vesle').supplier.siret,
  });
  const open = town.db.$client.prepare(`update suppliers set status = 'live' where id = ?`);
  expect(() => open.run(twin.id)).toThrow('UNIQUE');
});

test('a draft claim lapses after sixty days and no longer stands against the true owner', async () => {
  const town = await openTown();
  const [squatter, owner] = [join(town, karim), join(town, jeanne)];
  town.db.$client
    .prepare(`update siret_claims set claimed_at = '2026-01-01T00:00:00.000Z' where party_id = ?`)
    .run(squatter.id);
  expect(lapseSiretClaims(town.ctx(noe))).toBe(1);
  expect(claimOf(town, squatter.id).state).toBe('lapsed');
  expect(lacksSiret(town, owner)).toBe(false);
  expect(listSiretContests(town).filter(({ kind }) => kind === 'supplier')).toEqual([]);
});

test('an organisation signs up with the SIRET of another, is told nothing, and stewards decide', async () => {
  const town = await openTown();
  const holder = listOwnOrganisations(town.ctx(camille))[0]!;
  const made = addAccount(town.ctx(), {
    name: 'Ada',
    email: 'ada@true.example',
    passwordHash: 'x',
    locale: 'fr',
    organisation: { name: holder.name, siret: holder.siret, kind: 'company', address: '1 rue', insee: '51183' },
  });
  expect(made.ok).toBe(true);
  const own = listOwnOrganisations(town.ctx('ada@true.example'))[0]!;
  expect(own.siret, 'as they would read their own').toBe(holder.siret);
  const stored = town.db.$client.prepare('select siret from organisations where id = ?').pluck();
  expect([stored.get(own.id), stored.get(holder.id)]).toEqual([null, holder.siret]);
  const [claim] = listOpenSiretClaims(town).filter(({ party }) => party === 'organisation');
  const decide = (by: string) => decideSiretClaim(town.ctx(by), claim!.id, 'Avis de situation.');
  expect(decide(noe)).toEqual(waits);
  expect(listOwnOrganisations(town.ctx(camille))[0]!.siret).toBe(holder.siret);
  expect(decide(anais)).toEqual({ ok: true });
  expect(listOwnOrganisations(town.ctx('ada@true.example'))[0]!.siret).toBe(holder.siret);
  expect(listOwnOrganisations(town.ctx(camille))[0]!.siret).toBeNull();
});

test('an administrator asks for another SIRET, which changes nothing before a decision', async () => {
  const town = await openTown();
  const { id, siret: before } = listOwnOrganisations(town.ctx(camille))[0]!;
  expect(() => requestSiret(town.ctx('odile@le-hangar.example'), id, siret)).toThrow('forbidden');
  requestSiret(town.ctx(camille), id, siret);
  expect(listOwnOrganisations(town.ctx(camille))[0]!.siret).toBe(before);
  expect(listSiretContests(town)).toMatchObject([{ kind: 'organisation', number: siret, claimants: [{ id }] }]);
  expect(listOpenSiretClaims(town).find(({ partyId }) => partyId === id)?.claimedBy).toBe(
    requireUserId(town.ctx(camille)),
  );
});

test('an association signs up with the RNA of another: the same contest, and no number is missing', async () => {
  const town = await openTown();
  const rna = 'W511234567';
  const signUp = (email: string) =>
    addAccount(town.ctx(), {
      name: 'Ada',
      email,
      passwordHash: 'x',
      locale: 'fr',
      organisation: { name: 'Les Voisins', siret: null, rna, kind: 'association', address: '1 rue', insee: '51183' },
    });
  for (const email of ['ada@voisins.example', 'bo@voisins.example']) expect(signUp(email).ok).toBe(true);
  const [first, second] = ['ada@voisins.example', 'bo@voisins.example'].map(
    (email) => listOwnOrganisations(town.ctx(email))[0]!,
  );
  expect([first!.rna, second!.rna, second!.siret]).toEqual([rna, rna, null]);
  expect(listSiretContests(town)).toMatchObject([
    { kind: 'organisation', number: rna, claimants: [{ id: first!.id, claimId: null }, { id: second!.id }] },
  ]);
  const claim = findSiretClaim(town, { kind: 'organisation', id: second!.id })!;
  const decide = (by: string) => decideSiretClaim(town.ctx(by), claim.id, 'Récépissé de la préfecture.');
  expect([decide(noe), decide(anais)]).toEqual([waits, { ok: true }]);
  const numbers = ['ada@voisins.example', 'bo@voisins.example'].map(
    (email) => listOwnOrganisations(town.ctx(email))[0]!.rna,
  );
  expect(numbers).toEqual([null, rna]);
});

test('a SIRET that was never proven nor used for a paid order lapses after sixty days, and its people are told', async () => {
  const town = await openTown();
  const signUp = (email: string) =>
    addAccount(town.ctx(), {
      name: 'Ada',
      email,
      passwordHash: 'x',
      locale: 'fr',
      organisation: { name: 'Le Vrai', siret, kind: 'company', address: '1 rue', insee: '51183' },
    });
  signUp('squatter@voisins.example');
  const squatter = listOwnOrganisations(town.ctx('squatter@voisins.example'))[0]!;
  town.db.$client.exec('delete from outbox');
  const later = (days: number) => ({ ...town.ctx(noe), now: new Date(Date.now() + days * 864e5) });
  const paying = (ids: readonly string[]) => listPayingOrganisations(town.ctx(), ids);
  const kept = () =>
    town.db.$client
      .prepare(
        'select count(*) from organisations o where siret is not null and exists (select 1 from orders r where r.organisation_id = o.id and r.state = ?)',
      )
      .pluck()
      .get('paid');
  const used = kept();
  lapseUnprovenSirets(later(59), paying);
  expect(listOwnOrganisations(town.ctx('squatter@voisins.example'))[0]!.siret).toBe(siret);
  lapseUnprovenSirets(later(61), paying);
  expect(listOwnOrganisations(town.ctx('squatter@voisins.example'))[0]!.siret).toBeNull();
  expect(kept(), 'who paid keeps it').toBe(used);
  const payloads = town.db.$client
    .prepare('select payload from outbox')
    .pluck()
    .all()
    .map((row) => JSON.parse(String(row)));
  const told = payloads.find(({ partyId }) => partyId === squatter.id);
  const ctx = { ...town.ctx(), storage: town.storage, origin: town.env.origin, bankIban: null };
  const mail = await composeMail(ctx, told);
  expect([mail!.to, mail!.text.includes('soixante jours')]).toEqual(['squatter@voisins.example', true]);
  signUp('owner@voisins.example');
  expect(
    listSiretContests(town).filter(({ number }) => number === siret),
    'the true owner has it at once',
  ).toEqual([]);
});

test('a SIRET that a steward granted stays, without any order', async () => {
  const town = await openTown();
  const holder = listOwnOrganisations(town.ctx(camille))[0]!;
  requestSiret(town.ctx(camille), holder.id, siret);
  const claim = findSiretClaim(town, { kind: 'organisation', id: holder.id })!;
  decideSiretClaim(town.ctx(noe), claim.id, 'Avis de situation.');
  const late = { ...town.ctx(noe), now: new Date(Date.now() + 400 * 864e5) };
  lapseUnprovenSirets(late, () => new Set());
  expect(listOwnOrganisations(town.ctx(camille))[0]!.siret).toBe(siret);
});
