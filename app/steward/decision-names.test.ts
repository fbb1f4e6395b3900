// A steward reads names and sums before they sign, and no id.
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { grantCreditLimit } from '#app/domain/checkout/bank-decisions.server.ts';
import { receiveBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import { findLocale } from '#app/domain/shared/locale.ts';
import { listDecisionProposals } from '#app/domain/suppliers/deciding.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { noe } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { nameDecision, type PostedFields } from './decision-names.server.ts';

async function openNames() {
  const town = await openTown();
  const one = (sql: string) => town.db.$client.prepare(sql).pluck().get() as string;
  const order = one("select id from orders where state = 'paid' limit 1");
  const organisation = listOwnOrganisations(town.ctx())[0]!;
  grantCreditLimit(town.ctx(noe), organisation.id, 500_000);
  openCase(town.ctx(noe), 'cs_1', order, 'paid-twice', { amountCents: 1250 });
  const ids = {
    order,
    number: one(`select number from orders where id = '${order}'`),
    organisation: organisation.id,
    supplier: one("select id from suppliers where slug = 'jardins-de-la-vesle'"),
    case: one("select id from payment_cases where subject = 'cs_1'"),
    proposal: listDecisionProposals(town)[0]!.id,
    statement: receiveBankStatement(town.ctx(noe), 'Date;Libellé;Montant\n30/11/2026;Virement;12,50').id,
    user: one(`select id from users where email = '${noe}'`),
  };
  return { town, ids, organisation };
}

test.each(['fr', 'en'])('decisions of every kind say names and sums in %s', async (language) => {
  const { town, ids, organisation } = await openNames();
  const locale = findLocale(language)!;
  const ctx = { ...town.ctx(noe), locale, t: catalogues[locale] } as never;
  const name = (verb: string, object: string, fields: PostedFields = {}, outcome = '') =>
    nameDecision(ctx, { verb, object, outcome }, fields);
  const named = [
    name('supplier.approve', ids.supplier),
    name('order.received', ids.order, { cents: '1250' }),
    name('order.paid-out', ids.order, { cents: '1250', supplier: ids.supplier }),
    name('organisation.limit', ids.organisation, { limit: '5000' }),
    name('case.give-back', ids.case),
    name('proposal.confirm', ids.proposal),
    name('statement.undo', ids.statement),
    name('role.revoke', 'roles', { user: ids.user, role: 'steward' }, 'steward'),
    name('role.propose', 'roles', { email: 'a@b.example', role: 'steward' }, 'steward'),
    name('supplier.exempt', ids.supplier, {}, 'env.packaging_reuse|none'),
  ];
  const texts = named.map(({ about, sum, outcome }) => [about, sum, outcome].filter(Boolean).join(' | '));
  expect(texts.filter((text) => /\b[a-z]{3}_[0-9A-Z]{20,}/.test(text))).toEqual([]);
  expect(texts[0]).toBe('Les Jardins de la Vesle');
  expect(texts[1]).toMatch(new RegExp(`^${ids.number} \\| .*12[,.]50`));
  expect(texts[2]).toMatch(new RegExp(`^${ids.number}, Les Jardins de la Vesle \\| .*12[,.]50`));
  expect(texts[3]).toMatch(new RegExp(`^${organisation.name}, ${organisation.siret} \\| 5000`));
  expect(texts[4]).toMatch(new RegExp(`${ids.number}.* \\| .*12[,.]50`));
  expect(texts[5]).toContain(organisation.name);
  expect(texts[6]).toMatch(/2026/);
  expect(texts[7]).toMatch(/^Noé Petit \| steward$/);
  expect(texts[8]).toMatch(/^a@b.example \| steward$/);
  expect(texts[9]).not.toContain('|none');
});
