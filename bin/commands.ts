// One entry a command. Each returns its exit code and prints sentences, or JSON where another program reads it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBooks } from '#app/domain/checkout/books.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { parseFacts, printable } from '#app/domain/scoring/facts.ts';
import { score } from '#app/domain/scoring/score.ts';
import { reindex } from '#app/domain/search/documents.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { type Env, EnvError, readEnv } from '#app/env.server.ts';
import { type Db, migrateDb, openDb } from '#db/client.ts';
import { exportOffers, importOffers } from './offer-files.ts';

type Command = { summary: string; run: (args: string[]) => number | Promise<number> };

const done = 0;
const no = 1;
const wrong = 2;

export const commands = new Map<string, Command>([
  [
    'score',
    {
      summary: 'score FILE                       score of the facts in a JSON file (- reads standard input)',
      run: scoreFile,
    },
  ],
  [
    'ledger verify',
    {
      summary: 'ledger verify [--checkpoint FILE] walk the whole ledger; FILE is a checkpoint kept elsewhere',
      run: ledgerVerify,
    },
  ],
  [
    'search reindex',
    { summary: 'search reindex                   rebuild the search index from the catalogue', run: searchReindex },
  ],
  [
    'books check',
    {
      summary: 'books check                      every entry balances; every payment and refund stands in the books',
      run: booksCheck,
    },
  ],
  [
    'db backup',
    { summary: 'db backup FILE                   a consistent copy, also while the server runs', run: dbBackup },
  ],
]);

commands.set('import offers', {
  summary: 'import offers FILE --supplier SLUG [--dry-run]   offers from a CSV file, as on screen',
  run: (args) => withDb((db, env) => importOffers(db, env, args)),
});
commands.set('export offers', {
  summary: 'export offers --supplier SLUG    a supplier’s offers as the CSV that import takes',
  run: (args) => withDb((db) => exportOffers(db, args)),
});

export function usage(): string {
  return [
    'Usage: npm run --silent halle -- <command>',
    '',
    ...[...commands.values()].map(({ summary }) => `  ${summary}`),
  ].join('\n');
}

function scoreFile([file]: string[]): number {
  if (!file) return refuse('score needs a FILE, or - for standard input.');
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    return refuse(`${file} could not be read as JSON: ${(error as Error).message}.`);
  }
  const parsed = parseFacts(input);
  if (!parsed.ok) return refuse(parsed.sentence);
  console.log(JSON.stringify(printable(score(parsed.facts))));
  return done;
}

function ledgerVerify(args: string[]): number | Promise<number> {
  const { values } = parseArgs({ args, options: { checkpoint: { type: 'string' } } });
  return withDb((db, env) => {
    const key = loadLedgerKey(join(env.dataDir, 'keys', 'ledger.pem'), env.ledgerOrigin);
    const audit = auditLedger(db, key, values.checkpoint && readFileSync(values.checkpoint, 'utf8'));
    if (!audit.ok) {
      console.error(
        audit.index === null
          ? `The ledger does not verify: ${audit.reason}.`
          : `Entry ${audit.index} does not verify: ${audit.reason}.`,
      );
      return no;
    }
    const rate = Math.round(audit.entries / (audit.ms / 1000));
    console.log(
      `${audit.entries} entries and ${audit.checkpoints} checkpoints verified in ${Math.round(audit.ms)} ms (${rate} entries a second). Root ${audit.root}`,
    );
    return done;
  });
}

function booksCheck(): number | Promise<number> {
  return withDb((db) => {
    const { entries, problems } = checkBooks({ db });
    for (const problem of problems) console.error(problem);
    console.log(`${entries} entries, ${problems.length} problems.`);
    return problems.length === 0 ? done : no;
  });
}

function searchReindex(): number | Promise<number> {
  return withDb(async (db) => {
    const offers = await reindex({ db, now: new Date() }, embeddedEngine(db));
    console.log(`${offers} offers indexed.`);
    return done;
  });
}

function dbBackup([file]: string[]): number | Promise<number> {
  if (!file) return refuse('db backup needs a FILE to write.');
  return withDb(async (db) => {
    await db.$client.backup(file);
    const copy = openDb(file);
    const sound = copy.$client.pragma('integrity_check', { simple: true }) === 'ok';
    copy.$client.pragma('journal_mode = DELETE'); // one file, nothing beside it
    copy.$client.close();
    console.log(sound ? `Copied to ${file}, integrity checked.` : `The copy at ${file} is damaged.`);
    return sound ? done : no;
  });
}

async function withDb(work: (db: Db, env: Env) => number | Promise<number>): Promise<number> {
  try {
    const env = readEnv();
    const db = openDb(join(env.dataDir, 'halle.sqlite'));
    migrateDb(db, 'db/migrations');
    try {
      return await work(db, env);
    } finally {
      db.$client.close();
    }
  } catch (error) {
    if (error instanceof EnvError) return refuse(error.message);
    throw error;
  }
}

function refuse(sentence: string): number {
  console.error(sentence);
  return wrong;
}
