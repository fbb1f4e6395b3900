import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { invitationEndings, partyKinds } from '#app/domain/accounts/invitation.ts';
import { letterSubjects } from '#app/domain/accounts/letter-subjects.ts';
import { letterPurposes } from '#app/domain/accounts/letter-tokens.ts';
import { organisationKinds, publicNatures } from '#app/domain/accounts/organisation.ts';
import { membershipRoles, roleInvitationStates, townRoles } from '#app/domain/accounts/role.ts';
import { browsers, sessionMethods, systems } from '#app/domain/accounts/session.ts';
import { siretClaimStates } from '#app/domain/accounts/siret-claim.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { ReferenceName } from '#app/domain/shared/order-references.ts';

export const organisations = sqliteTable('organisations', {
  id: text().primaryKey(),
  name: text().notNull(),
  siret: text(),
  /** The number of an association in its own register, which one without a SIRET has too. */
  rna: text(),
  kind: text({ enum: organisationKinds }).notNull(),
  address: text().notNull(),
  insee: text().notNull(),
  createdAt: text('created_at').notNull(),
  /** The highest amount it may owe for orders on account. */
  creditLimitCents: integer('credit_limit_cents').notNull().default(0),
  /** Its own references that an order must carry. */
  requiredReferences: text('required_references', { mode: 'json' }).$type<ReferenceName[]>().notNull().default([]),
});

/** Statements of a public organisation about itself, for its yearly declarations. */
export const publicOrganisations = sqliteTable('public_organisations', {
  organisationId: text('organisation_id').primaryKey(),
  nature: text({ enum: publicNatures }),
  /** Of the canteen as ma cantine knows it, which is rarely the organisation's own. */
  canteenSiret: text('canteen_siret'),
  statedBy: text('stated_by').notNull(),
  statedAt: text('stated_at').notNull(),
});

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  email: text().notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  locale: text().$type<Locale>().notNull(),
  createdAt: text('created_at').notNull(),
});

/** Single-use tokens sent by letter. `id` is the SHA-256 of the token. */
export const letterTokens = sqliteTable('letter_tokens', {
  id: text().primaryKey(),
  purpose: text({ enum: letterPurposes }).notNull(),
  userId: text('user_id'),
  email: text().notNull(),
  payload: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
});

/** One row for each role that a person holds in an organisation; a person with a row is a member. */
export const memberships = sqliteTable(
  'memberships',
  {
    userId: text('user_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    role: text({ enum: membershipRoles }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.organisationId, t.role] })],
);

/**
 * Invitations to an organisation or a supplier, for the roles named. With `giverKeeps` it is a hand-over: who accepts
 * takes the place of who offered it, who keeps those roles. Stores only the SHA-256 of the token in the letter.
 */
export const invitations = sqliteTable('invitations', {
  id: text().primaryKey(),
  party: text({ enum: partyKinds }).notNull(),
  partyId: text('party_id').notNull(),
  email: text().notNull(),
  roles: text({ mode: 'json' }).$type<string[]>().notNull(),
  giverKeeps: text('giver_keeps', { mode: 'json' }).$type<string[]>(),
  tokenHash: text('token_hash').notNull(),
  invitedBy: text('invited_by').notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  endedAt: text('ended_at'),
  endedAs: text('ended_as', { enum: invitationEndings }),
});

export const userRoles = sqliteTable(
  'user_roles',
  {
    userId: text('user_id').notNull(),
    role: text({ enum: townRoles }).notNull(),
    grantedAt: text('granted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.role] })],
);

/** Roles of the town offered to an address: proposed by one administrator, confirmed by another unless there is one. */
export const roleInvitations = sqliteTable('role_invitations', {
  id: text().primaryKey(),
  email: text().notNull(),
  role: text({ enum: townRoles }).notNull(),
  state: text({ enum: roleInvitationStates }).notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: text('proposed_at').notNull(),
  confirmedBy: text('confirmed_by'),
  expiresAt: text('expires_at').notNull(),
  endedAt: text('ended_at'),
});

/**
 * `id` is the SHA-256 of the session id in the cookie. `expiresAt` is in seconds, as Lucia requires. `authenticatedAt`: when
 * the person last showed who they are in it, by `method`.
 */
export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  expiresAt: integer('expires_at').notNull(),
  createdAt: text('created_at').notNull(),
  seenAt: text('seen_at').notNull(),
  browser: text({ enum: browsers }).notNull(),
  system: text({ enum: systems }).notNull(),
  method: text({ enum: sessionMethods }).notNull(),
  authenticatedAt: text('authenticated_at').notNull(),
});

/** `id` is the credential's, base64url. `publicKey` is a COSE key. `counter`: how often the authenticator said it signed. */
export const passkeys = sqliteTable('passkeys', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  name: text().notNull(),
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  counter: integer().notNull(),
  transports: text().notNull(),
  createdAt: text('created_at').notNull(),
  usedAt: text('used_at'),
});

/** A code that was sent by letter in a session (its stored hash), for one thing to confirm. */
export const letterCodes = sqliteTable(
  'letter_codes',
  {
    sessionId: text('session_id').notNull(),
    subject: text().notNull(),
    codeHash: text('code_hash').notNull(),
    tries: integer().notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.subject] })],
);

/** Delivery addresses that a person keeps for their next orders. */
export const deliveryAddresses = sqliteTable('delivery_addresses', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  name: text().notNull(),
  phone: text().notNull(),
  address: text().notNull(),
  insee: text().notNull(),
  createdAt: text('created_at').notNull(),
});

/** Forms whose session had ended. `id` is the SHA-256 of the token in the browser's cookie; no user: the session did not tell, and no one has signed in since. */
export const keptForms = sqliteTable('kept_forms', {
  id: text().primaryKey(),
  userId: text('user_id'),
  path: text().notNull(),
  form: text().notNull(),
  expiresAt: text('expires_at').notNull(),
});

/** Subjects of which a person wants no letters. */
export const letterChoices = sqliteTable(
  'letter_choices',
  {
    userId: text('user_id').notNull(),
    subject: text({ enum: letterSubjects }).notNull(),
    stoppedAt: text('stopped_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.subject] })],
);

/** The key of a person's links that stop letters without signing in. */
export const letterKeys = sqliteTable('letter_keys', {
  userId: text('user_id').primaryKey(),
  secret: text().notNull(),
});

/** Claims that an establishment (SIRET), or an association (RNA), is an organisation's or a supplier's own. */
export const siretClaims = sqliteTable('siret_claims', {
  id: text().primaryKey(),
  party: text({ enum: partyKinds }).notNull(),
  partyId: text('party_id').notNull(),
  number: text().notNull(),
  claimedBy: text('claimed_by').notNull(),
  claimedAt: text('claimed_at').notNull(),
  state: text({ enum: siretClaimStates }).notNull(),
  endedAt: text('ended_at'),
});
