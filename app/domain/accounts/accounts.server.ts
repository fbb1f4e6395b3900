import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { findRow, findValue, getValue, hasRow, integer, listRows, nullable, text } from '#db/rows.ts';
import { memberships, organisations, users } from '#db/schema/accounts.ts';
import { eraseLetterTokens } from './letter-tokens.server.ts';
import type { NewOrganisation, Organisation } from './organisation.ts';
import { claimOrganisation } from './organisation-claims.server.ts';
import { checkPassword, hashPassword, isOutdatedHash } from './passwords.server.ts';

export type NewAccount = {
  name: string;
  email: string;
  passwordHash: string;
  locale: Locale;
  organisation: NewOrganisation | null;
};

/**
 * Adds a person, in the caller's transaction, and their organisation when they buy for one. There is no account without
 * a confirmed address: the caller knows that `email` is the person's. Refuses an address that has an account.
 */
export function addAccount(ctx: Ctx, account: NewAccount): Result<{ userId: string }, { reason: 'email-taken' }> {
  const { organisation, ...person } = account;
  if (findUserByEmail(ctx, account.email)) return refused('email-taken');
  const userId = newId('usr');
  ctx.db
    .insert(users)
    .values({ id: userId, ...person, createdAt: isoUtc(ctx.now) })
    .run();
  if (organisation) claimOrganisation(ctx, userId, organisation);
  recordAudit(ctx, 'addAccount', userId);
  return done({ userId });
}

/**
 * Null for an unknown account or a wrong password; both take the same time, so timing does not reveal which. A password
 * that was hashed under older settings is hashed again.
 */
export async function authenticateUser(ctx: Ctx, email: string, password: string): Promise<string | null> {
  const user = findUserByEmail(ctx, email);
  if (!(await checkPassword(user?.passwordHash ?? null, password))) return null;
  if (isOutdatedHash(user!.passwordHash)) {
    const again = await hashPassword(password);
    preparedSql(ctx.db, 'update users set password_hash = ? where id = ? and password_hash = ?').run(
      again,
      user!.id,
      user!.passwordHash,
    );
  }
  return user!.id;
}

/**
 * An organisation's number, or the one that it gave when it signed up and that another one has: its people read it as
 * they would read one of their own, so that they do not learn of the other.
 */
function shownNumber(column: typeof organisations.siret | typeof organisations.rna, isOfColumn: SQL) {
  return sql<string | null>`coalesce(${column}, (
    select c.number from siret_claims c
    where c.party = 'organisation' and c.party_id = organisations.id and c.state = 'open'
      and c.claimed_at = organisations.created_at and ${isOfColumn}
  ))`;
}

const organisationsOf = preparedQuery((db) =>
  db
    .select({
      id: organisations.id,
      name: organisations.name,
      siret: shownNumber(organisations.siret, sql`c.number not like 'W%'`),
      rna: shownNumber(organisations.rna, sql`c.number like 'W%'`),
      kind: organisations.kind,
      address: organisations.address,
      insee: organisations.insee,
    })
    .from(organisations)
    .where(
      inArray(
        organisations.id,
        db
          .select({ id: memberships.organisationId })
          .from(memberships)
          .where(eq(memberships.userId, sql.placeholder('userId'))),
      ),
    )
    .orderBy(organisations.name)
    .prepare(),
);

const knownOrganisations = new WeakMap<Ctx['actor'], { db: Ctx['db']; writes: number; own: Organisation[] }>();

/**
 * The organisations of which the actor is a member, by name; empty when the actor is not a user. A page asks several times
 * for one person: read once, until this process has written anything. A transaction may be undone, and reads for itself.
 */
export function listOwnOrganisations({ db, actor }: Ctx): Organisation[] {
  if (actor.kind !== 'user') return [];
  if (db.$client.inTransaction) return organisationsOf(db).all({ userId: actor.userId });
  const writes = getValue(db, integer, 'select total_changes()');
  const known = knownOrganisations.get(actor);
  if (known?.db === db && known.writes === writes) return known.own;
  const own = organisationsOf(db).all({ userId: actor.userId });
  knownOrganisations.set(actor, { db, writes, own });
  return own;
}

/** For the system's own work (invoices, erasure): does not check the actor. */
export function findOrganisation(
  { db }: Pick<Ctx, 'db'>,
  id: string,
): { name: string; siret: string | null; insee: string } | undefined {
  const shape = { name: text, siret: nullable(text), insee: text };
  return findRow(db, shape, 'select name, siret, insee from organisations where id = ?', id);
}

/** The organisation with a SIRET; undefined if none has it. */
export function findOrganisationIdOf({ db }: Pick<Ctx, 'db'>, siret: string): string | undefined {
  return findValue(db, text, 'select id from organisations where siret = ?', siret);
}

/** Organisations of the given ids, to name them: two may have one name, so each comes with its SIRET. */
export function findOrganisations({ db }: Pick<Ctx, 'db'>, ids: readonly string[]) {
  return listRows(
    db,
    { id: text, name: text, siret: nullable(text) },
    'select id, name, siret from organisations where id in (select value from json_each(?))',
    JSON.stringify(ids),
  );
}

/** The actor's user id. Throws Forbidden without a signed-in user. */
export function requireUserId(ctx: Ctx): string {
  if (ctx.actor.kind !== 'user' || ctx.actor.userId === '') throw new Forbidden('signed-in people only');
  return ctx.actor.userId;
}

export function isMember(ctx: Ctx, organisationId: string): boolean {
  if (ctx.actor.kind !== 'user') return false;
  return hasRow(
    ctx.db,
    'select 1 from memberships where user_id = ? and organisation_id = ?',
    ctx.actor.userId,
    organisationId,
  );
}

/** Whether a user is a member of the organisation with this id or SIRET. */
export function isOwnOrganisation(
  { db }: Pick<Ctx, 'db'>,
  userId: string,
  { id = '', siret = '' }: { id?: string; siret?: string },
): boolean {
  return hasRow(
    db,
    `select 1
     from memberships m
     join organisations o on o.id = m.organisation_id
     where m.user_id = ? and (o.id = ? or o.siret = nullif(?, ''))`,
    userId,
    id,
    siret,
  );
}

export function findUserByEmail(ctx: Pick<Ctx, 'db'>, email: string) {
  return ctx.db.select().from(users).where(eq(users.email, email)).get();
}

/**
 * Anonymises a user, in the caller's transaction. The row stays because other rows refer to its id; the empty
 * password hash makes sign-in impossible.
 */
export function anonymiseUser({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from sessions where user_id = ?').run(userId);
  preparedSql(db, 'delete from passkeys where user_id = ?').run(userId);
  preparedSql(db, 'delete from kept_forms where user_id = ?').run(userId);
  eraseLetterTokens({ db }, userId);
  preparedSql(db, 'delete from delivery_addresses where user_id = ?').run(userId);
  preparedSql(db, 'delete from memberships where user_id = ?').run(userId);
  preparedSql(
    db,
    `update users set name = '', email = id || '@forgotten.invalid', password_hash = '' where id = ?`,
  ).run(userId);
}

/** Anonymises an organisation and ends its memberships and invitations, in the caller's transaction. */
export function anonymiseOrganisation({ db }: Pick<Ctx, 'db'>, organisationId: string): void {
  preparedSql(db, 'delete from memberships where organisation_id = ?').run(organisationId);
  preparedSql(db, `delete from invitations where party = 'organisation' and party_id = ?`).run(organisationId);
  preparedSql(db, 'delete from public_organisations where organisation_id = ?').run(organisationId);
  preparedSql(
    db,
    `update organisations set name = '', siret = null, rna = null, address = '', credit_limit_cents = 0 where id = ?`,
  ).run(organisationId);
}

/** Changes the actor's name. Orders and invoices keep the name that they froze. */
export function changeName(ctx: Ctx, name: string): void {
  const userId = requireUserId(ctx);
  inTransaction(ctx, () => {
    preparedSql(ctx.db, 'update users set name = ? where id = ?').run(name, userId);
    recordSecurityEvent(ctx, { kind: 'name-changed' });
  });
}

/** The id of the user with this e-mail address; null when there is none. */
export function findUserId({ db }: Pick<Ctx, 'db'>, email: string): string | null {
  return findValue(db, text, 'select id from users where email = ?', email) ?? null;
}

const peopleByIds = preparedQuery((db) =>
  db
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(inIds(users.id))
    .orderBy(users.name)
    .prepare(),
);

/** Users by id, by name: to write to them and to show who they are. */
export function listPeople({ db }: Pick<Ctx, 'db'>, ids: readonly string[]) {
  return peopleByIds(db).all({ ids: JSON.stringify(ids) });
}

export function findPerson(ctx: Pick<Ctx, 'db'>, userId: string) {
  return listPeople(ctx, [userId])[0];
}
