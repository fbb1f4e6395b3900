// The README's first command, after installing: database, seeds, build, serve, and say where and as whom.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
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
  PAYMENTS: process.env.PAYMENTS || 'stand-in',
};

execFileSync(process.execPath, ['seeds/run.ts'], { stdio: 'inherit', env });
ensureBuilt();
const server = spawn(process.execPath, ['server.ts'], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));

const { demoPassword, hubs, person } = await import('../seeds/people.ts');
await new Promise((resolve) => server.once('message', resolve)); // it listens
console.log(`
Halle est ouverte : ${origin}
Halle is open.

  Comptes de démonstration / demonstration accounts, mot de passe / password: ${demoPassword}
${hubs.map(({ email, organisation }) => `    ${email.padEnd(34)} ${organisation.name}`).join('\n')}
    ${person.email.padEnd(34)} ${person.name}

  Ctrl+C pour fermer / to close.
`);
