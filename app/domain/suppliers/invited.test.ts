// Teams of organisations and of suppliers: invitations, roles, leaving and handing over, and who tries to get round them.
import { expect, test } from 'vitest';
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { listInvitations } from '#app/domain/accounts/invitations.server.ts';
import { organisationTeam, ownMembership } from '#app/domain/accounts/memberships.server.ts';
import {
  changeTeamRoles,
  inviteToTeam,
  leaveTeam,
  listTeam,
  offerTeam,
  removeFromTeam,
  withdrawInvitation,
} from '#app/domain/accounts/teams.server.ts';
import { composeMail } from '#app/mail/compose.server.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { acceptInvitation, declineInvitation, readInvitation } from './invited.server.ts';
import { getOwnSupplier, supplierTeam } from './members.server.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';
const thomas = 'thomas@jardins-de-la-vesle.example';
const amel = 'amel@jardins-de-la-vesle.example';
const yanis = 'yanis@le-hangar.example';
const slug = 'jardins-de-la-vesle';

function lastPayload(town: TestTown, key: string): Record<string, unknown> {
  const sql = 'select payload from outbox where key like ? order by id desc limit 1';
  return JSON.parse(String(town.db.$client.prepare(sql).pluck().get(`${key}%`)));
}

const lastToken = (town: TestTown) => String(lastPayload(town, 'mail:invitation:').secret);
const idOf = (town: TestTown, email: string) => requireUserId(town.ctx(email));

async function openTeam() {
  const town = await openTown();
  const owner = town.ctx(lucie);
  const { supplier } = getOwnSupplier(owner, slug);
  return { town, owner, supplier, team: supplierTeam(supplier.id) };
}

test('an invitation is taken once, by the account of its address', async () => {
  const { town, owner, team } = await openTeam();
  expect(inviteToTeam(owner, team, { email: karim, roles: ['prepare', 'sell'] })).toEqual({ ok: true });
  const token = lastToken(town);
  const stored = town.db.$client.prepare('select * from invitations').all();
  expect(JSON.stringify(stored)).not.toContain(token);
  // forwarded: the link is read by another person, who learns for whom it is and cannot take it
  const other = town.ctx(camille);
  expect(readInvitation(other, token)).toMatchObject({ email: karim, isMine: false, inviter: 'Lucie Vesle' });
  expect(acceptInvitation(other, token)).toEqual({ ok: false, reason: 'other-address' });
  expect(declineInvitation(other, token)).toEqual({ ok: false, reason: 'other-address' });
  expect(() => getOwnSupplier(other, slug)).toThrow('not found');
  expect(acceptInvitation(town.ctx(karim), token)).toMatchObject({ ok: true, party: { slug } });
  expect(getOwnSupplier(town.ctx(karim), slug).roles.sort()).toEqual(['prepare', 'sell']);
  // replayed
  expect(acceptInvitation(town.ctx(karim), token)).toEqual({ ok: false, reason: 'gone' });
  expect(removeFromTeam(owner, team, idOf(town, karim))).toEqual({ ok: true });
  expect(acceptInvitation(town.ctx(karim), token), 'V6.4.1').toEqual({ ok: false, reason: 'gone' });
});

test('a member or an invited address is not invited again', async () => {
  const { owner, team } = await openTeam();
  expect(inviteToTeam(owner, team, { email: thomas, roles: ['own'] })).toEqual({ ok: false, reason: 'member' });
  expect(inviteToTeam(owner, team, { email: 'new@team.example', roles: ['sell'] })).toEqual({ ok: true });
  expect(inviteToTeam(owner, team, { email: 'new@team.example', roles: ['own'] })).toEqual({
    ok: false,
    reason: 'open',
  });
  const [open] = listInvitations(owner, team.party);
  expect(withdrawInvitation(owner, team, open!.id)).toBe(true);
  expect(withdrawInvitation(owner, team, open!.id)).toBe(false);
  expect(inviteToTeam(owner, team, { email: 'new@team.example', roles: ['own'] })).toEqual({ ok: true });
});

test('an invitation ends after seven days, and the address can be invited again', async () => {
  const { town, owner, team } = await openTeam();
  inviteToTeam(owner, team, { email: karim, roles: ['sell'] });
  const later = (days: number, email: string) => ({ ...town.ctx(email), now: new Date(Date.now() + days * 864e5) });
  expect(readInvitation(later(6.9, karim), lastToken(town))?.isMine).toBe(true);
  expect(acceptInvitation(later(7.1, karim), lastToken(town))).toEqual({ ok: false, reason: 'gone' });
  expect(inviteToTeam(later(7.1, lucie), team, { email: karim, roles: ['sell'] })).toEqual({ ok: true });
  expect(acceptInvitation(later(8, karim), lastToken(town)).ok).toBe(true);
});

test('what a person sent ends when they are removed or lose the role', async () => {
  const { town, owner, team } = await openTeam();
  const second = town.ctx(thomas);
  const thomasId = idOf(town, thomas);
  changeTeamRoles(owner, team, thomasId, ['own']);
  inviteToTeam(second, team, { email: karim, roles: ['own'] });
  const token = lastToken(town);
  expect(changeTeamRoles(owner, team, thomasId, ['prepare'])).toEqual({ ok: true });
  expect(acceptInvitation(town.ctx(karim), token)).toEqual({ ok: false, reason: 'gone' });
  // a row that was not ended lets no one in either when its sender lost the role
  town.db.$client.prepare('update invitations set ended_at = null, ended_as = null').run();
  expect(acceptInvitation(town.ctx(karim), token)).toEqual({ ok: false, reason: 'gone' });
  changeTeamRoles(owner, team, thomasId, ['own']);
  expect(removeFromTeam(owner, team, thomasId)).toEqual({ ok: true });
  expect(acceptInvitation(town.ctx(karim), token)).toEqual({ ok: false, reason: 'gone' });
});

test('only an owner changes a team', async () => {
  const { town, team } = await openTeam();
  const seller = town.ctx(thomas);
  const sellerId = idOf(town, thomas);
  expect(() => changeTeamRoles(seller, team, sellerId, ['own'])).toThrow('forbidden');
  expect(() => inviteToTeam(seller, team, { email: karim, roles: ['own'] })).toThrow('forbidden');
  expect(() => offerTeam(seller, team, sellerId, [])).toThrow('forbidden');
  expect(() => removeFromTeam(seller, team, sellerId)).toThrow('forbidden');
  expect(getOwnSupplier(seller, slug).roles).toEqual(['prepare']);
});

test('two owners who remove each other leave one', async () => {
  const { town, owner, team } = await openTeam();
  const [lucieId, thomasId] = [idOf(town, lucie), idOf(town, thomas)];
  expect(leaveTeam(owner, team)).toEqual({ ok: false, reason: 'last-lead' });
  expect(changeTeamRoles(owner, team, lucieId, ['sell'])).toEqual({ ok: false, reason: 'last-lead' });
  changeTeamRoles(owner, team, thomasId, ['prepare', 'own']);
  expect(removeFromTeam(owner, team, thomasId)).toEqual({ ok: true });
  expect(() => removeFromTeam(town.ctx(thomas), team, lucieId)).toThrow('forbidden');
  expect(removeFromTeam(owner, team, thomasId)).toEqual({ ok: false, reason: 'not-now' });
  expect(listTeam(owner, team).filter(({ roles }) => roles.includes('own'))).toHaveLength(1);
});

test('a supplier is handed over when both have confirmed, and both get a letter', async () => {
  const { town, owner, team } = await openTeam();
  const thomasId = idOf(town, thomas);
  expect(offerTeam(owner, team, idOf(town, camille), [])).toEqual({ ok: false, reason: 'not-now' });
  expect(offerTeam(owner, team, thomasId, ['own', 'sell'])).toEqual({ ok: true });
  expect(getOwnSupplier(town.ctx(thomas), slug).roles).toEqual(['prepare']);
  expect(offerTeam(owner, team, idOf(town, amel), [])).toEqual({ ok: false, reason: 'open' });
  expect(acceptInvitation(town.ctx(amel), lastToken(town))).toEqual({ ok: false, reason: 'other-address' });
  expect(acceptInvitation(town.ctx(thomas), lastToken(town)).ok).toBe(true);
  expect(getOwnSupplier(town.ctx(thomas), slug).roles.sort()).toEqual(['own', 'prepare']);
  expect(getOwnSupplier(owner, slug).roles).toEqual(['sell']);
  const letters = town.db.$client.prepare(`select payload from outbox where key like 'mail:team-handed-over:%'`);
  const told = letters
    .pluck()
    .all()
    .map((payload) => JSON.parse(String(payload)));
  const ctx = { ...owner, storage: town.storage, origin: town.env.origin, bankIban: null };
  const mails = await Promise.all(told.map((payload) => composeMail(ctx, payload)));
  expect(mails.map((mail) => mail!.to).sort()).toEqual([lucie, thomas]);
  expect(mails[0]!.text).toContain('Lucie Vesle a transmis Les Jardins de la Vesle à Thomas Vesle');
});

test('an offer to a member who was removed is gone', async () => {
  const { town, owner, team } = await openTeam();
  offerTeam(owner, team, idOf(town, thomas), []);
  const token = lastToken(town);
  removeFromTeam(owner, team, idOf(town, thomas));
  expect(acceptInvitation(town.ctx(thomas), token)).toEqual({ ok: false, reason: 'gone' });
});

test('an organisation invites, keeps an administrator and is handed over by the same verbs', async () => {
  const { town } = await openTeam();
  const admin = town.ctx(camille);
  const { id } = listOwnOrganisations(admin)[0]!;
  const team = organisationTeam(id);
  expect(leaveTeam(admin, team)).toEqual({ ok: false, reason: 'last-lead' });
  expect(inviteToTeam(admin, team, { email: karim, roles: ['account'] })).toEqual({ ok: true });
  // the token of one team opens no other
  expect(acceptInvitation(town.ctx(karim), lastToken(town))).toMatchObject({
    ok: true,
    party: { kind: 'organisation' },
  });
  expect(ownMembership(town.ctx(karim), id)).toEqual(['account']);
  expect(offerTeam(admin, team, idOf(town, yanis), [])).toEqual({ ok: true });
  expect(acceptInvitation(town.ctx(yanis), lastToken(town)).ok).toBe(true);
  expect(ownMembership(town.ctx(yanis), id).sort()).toEqual(['admin', 'buy']);
  expect(ownMembership(admin, id)).toEqual([]);
});

test('a letter to a stranger begins with the town and makes no link of a name', async () => {
  const { town, owner, supplier, team } = await openTeam();
  const bait = 'Votre facture https://evil.example/payer ou www.evil.example, x@evil.example';
  town.db.$client.prepare('update suppliers set name = ? where id = ?').run(bait, supplier.id);
  town.db.$client.prepare('update users set name = ? where id = ?').run(bait, idOf(town, lucie));
  inviteToTeam(owner, team, { email: karim, roles: ['sell'] });
  const ctx = { ...owner, storage: town.storage, origin: town.env.origin, bankIban: null };
  const mail = (await composeMail(ctx, lastPayload(town, 'mail:invitation:')))!;
  expect(mail.subject).toMatch(/^Halle, /);
  expect(mail.text).toMatch(/^Bonjour, cette lettre vient de Halle, /);
  expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/evil\.example|:\/\/evil|\S@evil/);
  expect(mail.html!.match(/href="[^"]*"/g)).toEqual([
    expect.stringMatching(/^href="http:..halle.test.invitations.token=/),
  ]);
});
