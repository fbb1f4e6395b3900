// One process of tests/last-lead.test.ts: at a given time a person leaves every organisation that is named. Prints how
// many they left.
import { organisationTeam } from '#app/domain/accounts/memberships.server.ts';
import { leaveTeam } from '#app/domain/accounts/teams.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [file, userId, organisations, startAt] = process.argv.slice(2) as [string, string, string, string];
const db = openDb(file);
db.$client.pragma('busy_timeout = 30000'); // two processes write without pause, beside other tests
const actor = { kind: 'user', userId } as const;
let left = 0;
while (Date.now() < Number(startAt)); // both begin together
for (const organisationId of organisations.split(',')) {
  const ctx = { db, actor, now: new Date(), locale: 'fr' as const, town: demoTown };
  if (leaveTeam(ctx, organisationTeam(organisationId)).ok) left++;
}
db.$client.close();
console.log(left);
