// One entry per command. Each returns its exit code and prints sentences, or JSON if another program reads the

// output.
import { parseArgs } from 'node:util';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { loadTown, readTownFile, saveTown } from '#app/domain/towns/towns.server.ts';
import { backupCommands, type Command } from './backup-commands.ts';
import { openNewTown, refuse, withDb } from './town-database.ts';

// A command loads its rooms when it is asked for: starting all of them costs most of a short command's time.
const ledgerCommands = () => import('./ledger-commands.ts');
const offerFiles = () => import('./offer-files.ts');
const erasure = () => import('./forget.ts');
const stewards = () => import('./steward.ts');

const done = 0;
const no = 1;

export const commands = new Map<string, Command>([
  [
    'score',
    {
      summary: 'score FILE [--method FILE]       score of the facts in a JSON file (- reads standard input)',
      run: async (args) => (await import('./score.ts')).scoreFile(args),
    },
  ],
  [
    'ledger verify',
    {
      summary: `ledger verify [--checkpoint FILE]   walk the whole ledger; FILE is a checkpoint kept elsewhere
  ledger verify --receipt FILE --key KEY   one receipt, offline; KEY is a line or a file of lines
  ledger verify --promise FILE   whether the entries that an order page promised are in the log`,
      run: ledgerVerify,
    },
  ],
  [
    'ledger prove',
    {
      summary:
        'ledger prove --entry N | --from N  the receipt of an entry, or the proof that the log continues its first N',
      run: (args) => withDb(async (db, env) => (await ledgerCommands()).proveEntry(db, env, args)),
    },
  ],
  [
    'ledger recompute',
    {
      summary: 'ledger recompute [--order ID] [--json]   every figure again, from entries, method and factors',
      run: (args) => withDb(async (db) => (await ledgerCommands()).recomputeFigures(db, args)),
    },
  ],
  [
    'ledger export',
    {
      summary: 'ledger export                    every entry, a line of JSON each',
      run: () => withDb(async (db) => (await ledgerCommands()).exportAll(db)),
    },
  ],
  [
    'ledger archive',
    {
      summary: 'ledger archive FOLDER            the whole log as zip files of C2SP tlog-tiles, for deposit',
      run: ([folder, ...more]) =>
        folder === undefined || more.length > 0
          ? refuse('ledger archive needs one folder.')
          : withDb(async (db, env) => (await ledgerCommands()).archiveLog(db, env, folder)),
    },
  ],
  [
    'ledger rotate',
    {
      summary: 'ledger rotate                    hand the log to a new key; both sign until the former one is retired',
      run: () => withDb(async (db, env) => (await ledgerCommands()).rotateLedgerKey(db, env)),
    },
  ],
  [
    'ledger retire',
    {
      summary:
        'ledger retire ID                 end the signatures of a former key, when every witness has the new one',
      run: (args) => withDb(async (db, env) => (await ledgerCommands()).retireLedgerKey(db, env, args)),
    },
  ],
  [
    'witness',
    {
      summary: 'witness --dir FOLDER --name NAME --log KEY [--port N]   cosign what a log shows, while it only grows',
      run: async (args) => (await ledgerCommands()).witnessLog(args),
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
  ...backupCommands,
]);

commands.set('forget person', {
  summary: 'forget person EMAIL --yes        anonymise an account and its texts; invoices stay as files',
  run: (args) => withDb(async (db, env) => (await erasure()).runErasure(db, env, 'person', args)),
});
commands.set('forget organisation', {
  summary: 'forget organisation ID --yes     the same for an organisation',
  run: (args) => withDb(async (db, env) => (await erasure()).runErasure(db, env, 'organisation', args)),
});
commands.set('import offers', {
  summary: 'import offers FILE --supplier SLUG [--dry-run]   offers from a CSV file, as on screen',
  run: (args) => withDb(async (db, env) => (await offerFiles()).importOffers(db, env, args)),
});
commands.set('export offers', {
  summary: 'export offers --supplier SLUG    a supplier’s offers as the CSV that import takes',
  run: (args) => withDb(async (db) => (await offerFiles()).exportOffersFile(db, args)),
});

commands.set('offers judge', {
  summary: 'offers judge                     look through every offer: which may say a CO₂e figure, and which wait',
  run: (args) => withDb(async (db) => (await offerFiles()).judgeOffers(db, args)),
});

commands.set('steward invite', {
  summary: 'steward invite EMAIL             a link, good once, that makes its reader the first administrator',
  run: (args) => withDb(async (db, env) => (await stewards()).inviteSteward(db, env, args)),
});
commands.set('sessions end', {
  summary: 'sessions end EMAIL | --all       sign a person out everywhere, or everybody',
  run: (args) => withDb(async (db) => (await stewards()).endSessions(db, args)),
});
commands.set('security verify', {
  summary:
    'security verify [--browser]      run the tests of docs/asvs.csv: cells, limits, fuzz, races, retention, floors',
  run: async (args) => (await import('./security-verify.ts')).verifySecurity(args),
});
commands.set('claims', {
  summary: 'claims FILE [--proofs FILE]      what each line claims (- reads standard input): verdict and kinds as JSON',
  run: async (args) => (await import('./claims.ts')).printClaims(args),
});
commands.set('doctor', {
  summary: 'doctor                           the health of every part of this instance, the server running or not',
  run: () => withDb(async (db, env) => (await import('./doctor.ts')).examine(db, env)),
});
commands.set('retention', {
  summary: 'retention                        how long each table is kept, why, and what is due',
  run: () => withDb(async (db) => (await import('./retention.ts')).printRetention(db)),
});
commands.set('town', {
  summary: 'town FILE                        the town that this database serves, as seeds/data/town.json has one',
  run: setTown,
});

export function usage(): string {
  return [
    'Usage: npm run --silent halle -- <command>',
    '',
    ...[...commands.values()].map(({ summary }) => `  ${summary}`),
  ].join('\n');
}

async function ledgerVerify(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      checkpoint: { type: 'string' },
      receipt: { type: 'string' },
      key: { type: 'string' },
      promise: { type: 'string' },
    },
  });
  const { receipt, key, checkpoint, promise } = values;
  if ([receipt, key, checkpoint, promise].includes('')) return refuse('ledger verify was given an empty value.');
  if (promise !== undefined)
    return receipt === undefined && key === undefined && checkpoint === undefined
      ? withDb(async (db, env) => (await ledgerCommands()).verifyPromise(db, env, promise))
      : refuse('ledger verify takes a --promise alone.');
  if (receipt === undefined)
    return key === undefined
      ? withDb(async (db, env) => (await ledgerCommands()).verifyAll(db, env, checkpoint))
      : refuse('ledger verify --key goes with a --receipt.');
  if (checkpoint !== undefined) return refuse('ledger verify takes a --receipt or a --checkpoint, one at a time.');
  if (key === undefined) return refuse('ledger verify --receipt needs a --key.');
  return (await ledgerCommands()).verifyOffline(receipt, key);
}

function booksCheck(): number | Promise<number> {
  return withDb(async (db) => {
    const { checkBooks } = await import('#app/domain/settlement/balance-check.server.ts');
    const { entries, problems } = checkBooks({ db });
    for (const problem of problems) console.error(problem);
    console.log(`${entries} entries, ${problems.length} problems.`);
    return problems.length === 0 ? done : no;
  });
}

function searchReindex(): number | Promise<number> {
  return withDb(async (db) => {
    const { embeddedEngine } = await import('#app/domain/search/embedded.server.ts');
    const { rebuildIndex } = await import('#app/domain/search/index-offers.server.ts');
    const { resetRemote } = await import('#app/domain/search/meilisearch/sync-remote.server.ts');
    const offers = await rebuildIndex({ db, now: new Date(), town: loadTown({ db }) }, embeddedEngine(db));
    resetRemote(db);
    console.log(`${offers} offers indexed.`);
    return done;
  });
}

function setTown([file]: string[]): number | Promise<number> {
  if (!file) return refuse('town needs a FILE.');
  return withDb((db) => {
    const town = readTownFile(file);
    saveTown({ db, actor: { kind: 'system', name: 'command line' }, now: new Date(), locale: sourceLocale, town });
    console.log(`This database serves ${town.name}, from the next start of the server.`);
    return done;
  }, openNewTown);
}
