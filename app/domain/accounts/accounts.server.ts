import { eq, sql } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { memberships, organisations, users } from '#db/schema/accounts.ts';
import type { Organisation } from './organisation.ts';
import { checkPassword, hashPassword } from './passwords.server.ts';

export type SignUp = {
  name: string;
  email: string;
  password: string;
  organisation: { name: string; siret: string; kind: Organisation['kind']; address: string; insee: string } | null;
};

/** Creates a person, and their organisation when they buy for one; they become its admin. */
export async function signUp(
  ctx: Ctx,
  input: SignUp,
): Promise<Result<{ userId: string }, { reason: 'email-taken' | 'siret-taken' }>> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx, () => {
    const { db } = ctx;
    if (findUserByEmail(ctx, input.email)) return { ok: false as const, reason: 'email-taken' as const };
    const { organisation } = input;
    if (organisation && db.select().from(organisations).where(eq(organisations.siret, organisation.siret)).get()) {
      return { ok: false as const, reason: 'siret-taken' as const };
    }
    const userId = newId('usr');
    const createdAt = isoUtc(ctx.now);
    db.insert(users)
      .values({ id: userId, email: input.email, name: input.name, passwordHash, locale: ctx.locale, createdAt })
      .run();
    if (organisation) {
      const organisationId = newId('org');
      db.insert(organisations)
        .values({ id: organisationId, ...organisation, createdAt })
        .run();
      db.insert(memberships).values({ userId, organisationId, role: 'admin' }).run();
    }
    recordAudit(ctx, 'signUp', userId);
    return { ok: true as const, userId };
  });
}

/** Null for an unknown account and for a wrong password, after the same time. */
export async function authenticateUser(ctx: Ctx, email: string, password: string): Promise<string | null> {
  const user = findUserByEmail(ctx, email);
  const right = await checkPassword(user?.passwordHash ?? null, password);
  return right ? user!.id : null;
}

const organisationsOf = preparedQuery((db) =>
  db
    .select({
      id: organisations.id,
      name: organisations.name,
      siret: organisations.siret,
      kind: organisations.kind,
      address: organisations.address,
      insee: organisations.insee,
    })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(eq(memberships.userId, sql.placeholder('userId')))
    .prepare(),
);

/** The organisations the actor belongs to; empty for anybody else. */
export function listOwnOrganisations(ctx: Ctx): Organisation[] {
  return ctx.actor.kind === 'user' ? organisationsOf(ctx.db).all({ userId: ctx.actor.userId }) : [];
}

/** The actor's user id. Throws Forbidden for anybody who is not signed in. */
export function requireUserId(ctx: Ctx): string {
  if (ctx.actor.kind !== 'user' || ctx.actor.userId === '') throw new Forbidden('signed-in people only');
  return ctx.actor.userId;
}

export function isMember(ctx: Ctx, organisationId: string): boolean {
  if (ctx.actor.kind !== 'user') return false;
  const found = preparedSql(ctx.db, 'select 1 from memberships where user_id = ? and organisation_id = ?');
  return found.get(ctx.actor.userId, organisationId) !== undefined;
}

function findUserByEmail(ctx: Ctx, email: string) {
  return ctx.db.select().from(users).where(eq(users.email, email)).get();
}

/** Blanks a person, in the caller's transaction: the row stays for what names its id, with nobody behind it. Nobody signs in with it. */
export function anonymiseUser({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from sessions where user_id = ?').run(userId);
  preparedSql(db, 'delete from memberships where user_id = ?').run(userId);
  preparedSql(
    db,
    `update users set name = '', email = id || '@forgotten.invalid', password_hash = '' where id = ?`,
  ).run(userId);
}

/** Blanks an organisation, in the caller's transaction; nobody is a member of it any more. */
export function anonymiseOrganisation({ db }: Pick<Ctx, 'db'>, organisationId: string): void {
  preparedSql(db, 'delete from memberships where organisation_id = ?').run(organisationId);
  preparedSql(
    db,
    `update organisations set name = '', siret = null, address = '', credit_limit_cents = 0 where id = ?`,
  ).run(organisationId);
}

/** The person with an e-mail address; null when there is none. */
export function findUserId({ db }: Pick<Ctx, 'db'>, email: string): string | null {
  return (preparedSql(db, 'select id from users where email = ?').pluck().get(email) as string | undefined) ?? null;
}
