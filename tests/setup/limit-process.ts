// One process of tests/limit-processes.test.ts: as one person at one address it posts a form, draws on a budget and types
// a wrong password, so many times each. Prints how many forms and draws were taken.
import { drawBudgets } from '#app/domain/security/budget-draws.server.ts';
import { recordSignInFailure } from '#app/domain/security/sign-in-tries.server.ts';
import { checkLimits } from '#app/http/limit-check.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [file, userId, times] = process.argv.slice(2) as [string, string, string];
const db = openDb(file);
db.$client.pragma('busy_timeout = 30000'); // two processes write without pause, beside other tests
const ctx = {
  db,
  actor: { kind: 'user', userId } as const,
  now: new Date(),
  locale: 'fr' as const,
  town: demoTown,
  address: '192.0.2.7',
  user: { id: userId, email: 'a@atelier.example', name: 'A' },
  organisation: null,
  t: catalogues.fr,
  cookies: new Map<string, string>(),
  secure: false,
};
const line = { name: 'ledger-entries', subject: 'sup_of_this_test', max: 50 } as const;
const got = { forms: 0, draws: 0 };
for (let i = 0; i < Number(times); i++) {
  if (checkLimits(ctx, { route: 'seller/joining/new', intent: null, slug: undefined }).ok) got.forms++;
  if (drawBudgets(ctx, [line], 2)) got.draws++;
  recordSignInFailure(ctx, 'a@atelier.example');
}
db.$client.close();
console.log(JSON.stringify(got));
