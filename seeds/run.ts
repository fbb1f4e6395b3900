// Fills an empty database with a plausible town; a second run changes nothing. `--offers N` adds offers up to N; `--orders N`
// fills it with copies of past orders up to N.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepPrivate } from '#app/data-folder.server.ts';
import { addAccount, type NewAccount } from '#app/domain/accounts/accounts.server.ts';
import { writeMembership } from '#app/domain/accounts/memberships.server.ts';
import { demonstrationPassword } from '#app/domain/accounts/password-faults.ts';
import { hashPassword } from '#app/domain/accounts/passwords.server.ts';
import { statePublicFacts } from '#app/domain/accounts/public-organisations.server.ts';
import { grantRole } from '#app/domain/accounts/roles.server.ts';
import { bookMovedOrders } from '#app/domain/buying/order-commitments.server.ts';
import { listOffer } from '#app/domain/catalogue/listing.server.ts';
import { grantCreditLimit } from '#app/domain/checkout/bank-decisions.server.ts';
import { enterFacts } from '#app/domain/evidence/admission.server.ts';
import { publishMethod } from '#app/domain/evidence/method-versions.server.ts';
import { issueContributionInvoices } from '#app/domain/invoicing/contribution-invoices.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { fillFacts } from '#app/domain/reporting/fill-facts.server.ts';
import { computeMissingFigures, keepPublishedFigures, publishTown } from '#app/domain/reporting/publish-town.server.ts';
import { setRound } from '#app/domain/rounds/rounds.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { enterScores } from '#app/domain/scoring/score-leaves.server.ts';
import { refreshScores } from '#app/domain/scoring/scores.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { rebuildIndex } from '#app/domain/search/index-offers.server.ts';
import { addDays, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { monthStart, nextMonth } from '#app/domain/shared/month.ts';
import { exampleIban } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { recordRegistryResult } from '#app/domain/suppliers/company-registry.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { admittedIds } from '#app/domain/suppliers/lifecycle.server.ts';
import { addMember } from '#app/domain/suppliers/members.server.ts';
import { registerSupplier } from '#app/domain/suppliers/registration.server.ts';
import { findSuppliers, listLabels, listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { markDemonstration, saveTown } from '#app/domain/towns/towns.server.ts';
import { readEnv } from '#app/env.server.ts';
import { openStore } from '#app/stand-ins/stripe/store.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { SetupError } from '#db/setup-error.ts';
import { openBudgets } from './budgets.ts';
import { companyOf } from './companies.ts';
import { demoTown } from './demo-town.ts';
import { fictionalSiret, readRows, supplierFrom } from './factories.ts';
import { growTown } from './grow.ts';
import { lendThings, returnLentThings } from './lending.ts';
import { keepNewYearList } from './lists.ts';
import { lookAtTexts } from './look-at-texts.ts';
import { seedModeration } from './moderation.ts';
import { multiplyOrders } from './multiply-orders.ts';
import { readOffers } from './offers.ts';
import { bookOwnTimes } from './own-bookings.ts';
import { closePastOrders, replayPastOrders } from './past-orders.ts';
import { rememberPayments } from './past-payments.ts';
import { seedPayees } from './payees.ts';
import { colleagues, hubs, keepers, person, stewards, teammates } from './people.ts';
import { enterSeasons } from './seasons.ts';
import { setSessions } from './sessions.ts';
import { earlierMethod, factors, method } from './shipped-rules.ts';
import { signForSuppliers } from './sign-agreements.ts';
import { setVisits } from './visits.ts';

const pastOrders = 60;

/** Seeds through the domain's own verbs. Returns how many rows the database has afterwards. */
export async function seedTown(
  empty: LedgerCtx & ActiveRules,
  wantedOffers = 0,
  wantedOrders = 0,
): Promise<{ suppliers: number; offers: number; orders: number }> {
  const ctx = { ...empty, town: { ...empty.town, bankIban: exampleIban } };
  const count = (table: string) => ctx.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number;
  if (count('towns') === 0) saveTown(ctx);
  if (count('suppliers') === 0) {
    markDemonstration(ctx);
    const day = localDay(ctx.now, ctx.town);
    const earlier = { ...ctx, method: earlierMethod };
    inTransaction(ctx, () => {
      publishVersions({ ...earlier, now: new Date(ctx.now.getTime() - 300 * 864e5) });
      const ids = new Map(
        readRows('suppliers.psv').map((row, i) => [
          row[0]!,
          registerSupplier(ctx, { ...supplierFrom(row, i + 1, day), createdAt: arrival(ctx.now, i) }),
        ]),
      );
      for (const { supplier, ...offer } of readOffers()) listOffer(ctx, { ...offer, supplierId: ids.get(supplier)! });
      lookAtTexts(ctx);
    });
    seedRegistry(ctx);
    refreshScores(earlier);
    seedPayees(ctx);
    const userIds = await signUpPeople(ctx);
    signForSuppliers(ctx);
    openBudgets(ctx, userIds);
    await replayPastOrders(earlier, userIds, pastOrders);
    const personId = ctx.db.$client.prepare('select id from users where email = ?').pluck();
    changeMethod(earlier, personId.get('anais@cooperative-112.example') as string);
    inTransaction(ctx, () => seedModeration(ctx, (email) => personId.get(email) as string));
    giveLimits(ctx);
    stateSchool(ctx);
    startRounds(ctx);
    inTransaction(ctx, () => {
      returnLentThings(ctx);
      lendThings(ctx);
      bookOwnTimes(ctx);
      setSessions(ctx);
      setVisits(ctx);
    });
    inTransaction(ctx, () => enterSeasons(ctx));
    await closePastOrders(ctx);
    bookMovedOrders(ctx);
    multiplyOrders(ctx, wantedOrders);
    invoicePastMonths(ctx);
    for (const supplierId of admittedIds(ctx)) enterFacts(ctx, supplierId);
    fillFacts(ctx);
    enterScores(ctx);
    publishTown(ctx);
    await keepPublishedFigures(ctx, async () => computeMissingFigures(ctx));
    // Past orders send no mail, and their documents are made on request.
    ctx.db.$client.exec("update outbox set state = 'done'");
  }
  if (wantedOffers > count('offers')) {
    markDemonstration(ctx);
    growTown(ctx, wantedOffers);
  }
  refreshScores(ctx);
  const engine = embeddedEngine(ctx.db);
  await rebuildIndex(ctx, engine);
  if (count('buying_lists') === 0) await keepNewYearList(ctx, engine, adminOf(ctx, 'camille@le-hangar.example'));
  return { suppliers: count('suppliers'), offers: count('offers'), orders: count('orders') };
}

function adminOf({ db }: Ctx, email: string): string {
  return db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
}

/** The founders came in the two months before the first of the past orders, a few days apart. UTC. */
function arrival(now: Date, i: number): string {
  return isoUtc(new Date(now.getTime() - (296 + ((i * 17) % 60)) * 864e5 - ((i * 7) % 9) * 36e5));
}

/** The directory does not know fictional companies: its answers are those that their form and labels would have. */
function seedRegistry(ctx: LedgerCtx): void {
  for (const supplier of listSuppliers(ctx))
    recordRegistryResult(
      ctx,
      supplier,
      companyOf(supplier.legalForm, supplier.legalName, listLabels(ctx, supplier.id)),
    );
}

/** The version of today is published three hours ago, after the last of the past orders: both scores are shown. */
function changeMethod(earlier: LedgerCtx & ActiveRules, administrator: string): void {
  const now = new Date(earlier.now.getTime() - 3 * 36e5);
  const published = publishMethod({ ...earlier, now, actor: { kind: 'user', userId: administrator } }, refOf(method));
  if (!published.ok) throw new Error(`seeds: ${refOf(method)} ${published.reason}`);
  publishVersions({ ...earlier, now, method });
}

/** The cooperative's invoices of each past month, each on the first of the next, as the job issues them. */
function invoicePastMonths(ctx: LedgerCtx): void {
  const today = localDay(ctx.now, ctx.town);
  for (let month = addDays(today, -760).slice(0, 7); month <= today.slice(0, 7); month = nextMonth(month))
    issueContributionInvoices({ ...ctx, now: monthStart(month, ctx.town) });
}

/** An account whose address counts as confirmed; its password is the one that the demonstration prints. */
async function addPerson(ctx: LedgerCtx, of: Pick<NewAccount, 'name' | 'email' | 'organisation'>): Promise<string> {
  const passwordHash = await hashPassword(demonstrationPassword);
  const added = inTransaction(ctx, () => addAccount(ctx, { ...of, passwordHash, locale: ctx.locale }));
  if (!added.ok) throw new Error(`seeds: ${of.email} ${added.reason}`);
  return added.userId;
}

async function signUpPeople(ctx: LedgerCtx): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, email, organisation } of hubs) {
    ids.push(await addPerson(ctx, { name, email, organisation }));
  }
  await addPerson(ctx, { ...person, organisation: null });
  await signUpKeepers(ctx);
  return ids;
}

/** The town's round runs on Tuesday and Friday; about twelve suppliers join it. */
function startRounds(ctx: LedgerCtx): void {
  const round = { cutoffDays: 1, cutoffHour: 16, capacityGrams: 600_000, stopFeeCents: 900 };
  for (const weekday of [2, 5]) setRound(ctx, weekday, { ...round, hours: '09:00-12:00' });
  const slugs = ctx.db.$client.prepare('select id from suppliers order by slug').pluck().all() as string[];
  const joining = findSuppliers(
    ctx,
    slugs.filter((_, i) => i % 7 < 2),
  );
  for (const supplier of joining) updateProfile(ctx, supplier, { joinsRound: true });
}

/** Gives two hubs a credit limit, so that they can order on account. */
function giveLimits(ctx: LedgerCtx): void {
  const idOf = ctx.db.$client.prepare('select id from organisations where name = ?').pluck();
  for (const [i, limitCents] of [250_000, 120_000].entries())
    grantCreditLimit(ctx, idOf.get(hubs[i]!.organisation.name) as string, limitCents);
}

/** The school says what it is in law and which canteen it buys for, so that its year shows both declarations. */
function stateSchool(ctx: LedgerCtx): void {
  const school = hubs.find(({ organisation }) => organisation.kind === 'public')!;
  const ids = ctx.db.$client.prepare(
    'select u.id, o.id from users u, organisations o where u.email = ? and o.name = ?',
  );
  const [userId, id] = ids.raw().get(school.email, school.organisation.name) as [string, string];
  const canteenSiret = fictionalSiret(90_014);
  statePublicFacts({ ...ctx, actor: { kind: 'user', userId } }, id, { nature: 'local-authority', canteenSiret });
}

/** Signs up the owners of suppliers with their teams, colleagues and the stewards, through the same verbs as any user. */
async function signUpKeepers(ctx: LedgerCtx): Promise<void> {
  const supplierIds = ctx.db.$client.prepare('select id from suppliers where slug = ?').pluck();
  const people = new Map<string, string>();
  for (const { name, email } of [...keepers, ...teammates, ...colleagues, ...stewards]) {
    if (people.has(email)) continue;
    people.set(email, await addPerson(ctx, { name, email, organisation: null }));
  }
  for (const { email, supplier } of keepers)
    addMember(ctx, supplierIds.get(supplier) as string, people.get(email)!, 'own');
  for (const { email, supplier, roles } of teammates)
    addMember(ctx, supplierIds.get(supplier) as string, people.get(email)!, ...roles);
  const organisationId = ctx.db.$client.prepare('select id from organisations where name = ?').pluck();
  for (const { email, organisation, roles } of colleagues)
    writeMembership(ctx, organisationId.get(organisation) as string, people.get(email)!, roles);
  for (const { email, role } of stewards) grantRole(ctx, email, role);
}

if (import.meta.main) {
  // The operator reads the sentence alone.
  process.on('uncaughtException', (error) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  });
  const number = { type: 'string', default: '0' } as const;
  const { values } = parseArgs({ options: { offers: number, orders: number } });
  const env = readEnv();
  if (env.payments.kind === 'stripe') {
    console.error('The seeds are a demonstration town; they are refused where PAYMENTS=stripe.');
    process.exit(2);
  }
  keepPrivate(env.dataDir);
  const db = openDb(join(env.dataDir, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  const ledgerKey = loadLedgerKey(join(env.dataDir, 'keys', 'ledger.pem'), env.ledgerOrigin);
  const seeded = await seedTown(
    {
      db,
      ledgerKey,
      actor: { kind: 'system', name: 'seeds' },
      now: new Date(),
      locale: 'fr',
      town: demoTown,
      method,
      factors,
    },
    Number(values.offers),
    Number(values.orders),
  );
  const store = openStore(join(env.dataDir, 'stand-in', 'stripe.sqlite'));
  rememberPayments(db, store);
  store.close();
  console.log(`The town holds ${seeded.suppliers} suppliers, ${seeded.offers} offers and ${seeded.orders} orders.`);
  db.$client.close();
}
