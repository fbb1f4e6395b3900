// The first administrator of a town, by a link that the operator hands over. Later roles are given on /steward/roles.
import { z } from 'zod';
import { inviteFirstAdministrator } from '#app/domain/accounts/role-invitations.server.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Db } from '#db/client.ts';

/** Prints the link. Returns 1 if the town has an administrator already, 2 if EMAIL is no address. */
export function inviteSteward(db: Db, env: Env, [named]: string[]): number {
  const email = z.email().safeParse(named?.trim().toLowerCase());
  if (!email.success) {
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
  const invited = inviteFirstAdministrator(ctx, email.data);
  if (!invited.ok) {
    console.error(
      `The town has an administrator, who invites others at ${env.origin}/steward/roles with a second one.`,
    );
    return 1;
  }
  console.log(`${env.origin}/role-invitation?token=${invited.token}`);
  console.error(
    `For ${email.data} alone: whoever opens this link first becomes the administrator. Good for two days, once.`,
  );
  return 0;
}
