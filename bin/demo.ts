// The README's first command after the installation: creates the database, seeds, builds and serves; prints the
// address and the accounts.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopback } from '#app/domain/shared/loopback.ts';
import { ensureBuilt } from './build.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const port = process.env.PORT || '3000';
const origin = process.env.HALLE_ORIGIN || `http://localhost:${port}`;
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PORT: port,
  HALLE_ORIGIN: origin,
  LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  NODE_ENV: 'production',
  // At a public address the stand-in has to be named: the start says so.
  ...(isLoopback(new URL(origin).hostname) && !process.env.PAYMENTS ? { PAYMENTS: 'stand-in' } : {}),
};

const { status } = spawnSync(process.execPath, ['seeds/run.ts'], { stdio: 'inherit', env });
if (status !== 0) process.exit(status ?? 1);
ensureBuilt();
// The witness of the demonstration is a fictional university with its own key and its own saved checkpoints.
const seen = await demoWitness(env);
if (seen) env.LEDGER_WITNESSES ??= seen;
const server = spawn(process.execPath, ['server.ts'], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

const { demonstrationPassword } = await import('../app/domain/accounts/password-faults.ts');
const { hubs, person } = await import('../seeds/people.ts');
await new Promise((resolve) => server.once('message', resolve)); // sent when the server listens
console.log(`
Halle est ouverte : ${origin}
Halle is open.

  Comptes de démonstration / demonstration accounts, mot de passe / password: ${demonstrationPassword}
${hubs.map(({ email, organisation }) => `    ${email.padEnd(34)} ${organisation.name}`).join('\n')}
    ${person.email.padEnd(34)} ${person.name}

  Ctrl+C pour fermer / to close.
`);

/** Starts a witness and returns its LEDGER_WITNESSES setting; null if that setting exists already. */
async function demoWitness(env: NodeJS.ProcessEnv): Promise<string | null> {
  if (env.LEDGER_WITNESSES !== undefined) return null;
  const [{ loadLedgerKey, verifierKey }, { openWitness, serveWitness }, { parseEnv }] = await Promise.all([
    import('#app/domain/ledger/note.server.ts'),
    import('./witness.ts'),
    import('#app/env.server.ts'),
  ]);
  const { dataDir, ledgerOrigin } = parseEnv(env);
  const log = verifierKey(loadLedgerKey(join(dataDir, 'keys', 'ledger.pem'), ledgerOrigin));
  const witness = openWitness(join(dataDir, 'witness'), 'temoin.universite.example', [log]);
  const { url } = await serveWitness(witness, 0);
  return `${verifierKey(witness.keys[0]!, 'witness')} ${url}`;
}
