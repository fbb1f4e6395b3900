// The first administrator of a town, by a link that the operator hands over. Later roles are given on /steward/roles.
import { findUserId } from '#app/domain/accounts/accounts.server.ts';
import { inviteFirstAdministrator } from '#app/domain/accounts/role-invitations.server.ts';
import { endSessionsOf } from '#app/domain/accounts/sessions.server.ts';
import { readEmail } from '#app/domain/shared/identifiers/email.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Db } from '#db/client.ts';

/** Prints the link. Returns 1 if the town has an administrator already, 2 if EMAIL is no address. */
export function inviteSteward(db: Db, env: Env, [named]: string[]): number {
  const email = readEmail(named ?? '');
  if (!email.ok) {
    console.error('steward invite needs an EMAIL.');
    return 2;
  }
  const ctx = {
    db,
    actor: { kind: 'system', name: 'command line' } as const,
    now: new Date(),
    locale: sourceLocale,
    town: loadTown({ db }),
  };
  const invited = inviteFirstAdministrator(ctx, email.value);
  if (!invited.ok) {
    console.error(
      `The town has an administrator, who invites others at ${env.origin}/steward/roles with a second one.`,
    );
    return 1;
  }
  console.log(`${env.origin}/role-invitation?token=${invited.token}`);
  console.error(
    `For ${email.value} alone: whoever opens this link first becomes the administrator. Good for two days, once.`,
  );
  return 0;
}

/** Ends the sessions of EMAIL, or with `--all` everybody's. Returns 1 if no account has the address, 2 without either. */
export function endSessions(db: Db, [named]: string[]): number {
  const ctx = {
    db,
    actor: { kind: 'system', name: 'command line' } as const,
    now: new Date(),
    locale: sourceLocale,
    town: loadTown({ db }),
  };
  if (!named) {
    console.error('sessions end needs an EMAIL, or --all.');
    return 2;
  }
  const email = readEmail(named);
  const userId = email.ok ? findUserId(ctx, email.value) : null;
  if (named !== '--all' && !userId) {
    console.error('No account has that address.');
    return 1;
  }
  console.log(`${endSessionsOf(ctx, userId)} sessions ended.`);
  return 0;
}
