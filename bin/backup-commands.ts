// The commands of backups. Each loads its rooms when it is asked for.
const backups = () => import('./backup.ts');
const restores = () => import('./restore.ts');
const drills = () => import('./drill.ts');

export type Command = { summary: string; run: (args: string[]) => number | Promise<number> };

export const backupCommands: readonly (readonly [string, Command])[] = [
  [
    'db backup',
    {
      summary: `db backup FOLDER [--with-files]  database, keys, head and files as one set, also while the server runs;
                                   of a bucket's files the list, or with the option the files too`,
      run: async (args) => (await backups()).backUp(args),
    },
  ],
  [
    'db fetch',
    {
      summary: 'db fetch YYYYMMDD FOLDER         the newest encrypted set of a day, from the bucket of backups',
      run: async (args) => (await backups()).fetchBackup(args),
    },
  ],
  [
    'db restore',
    {
      summary: `db restore FOLDER [--identity FILE] [--checkpoint FILE]   the newest set of FOLDER into HALLE_DATA; the
                                   identity opens an encrypted one; a checkpoint kept elsewhere may be newer`,
      run: async (args) => (await restores()).restore(args),
    },
  ],
  [
    'db drill',
    {
      summary:
        'db drill FOLDER [--identity FILE]   restores the newest set elsewhere, starts it, buys, verifies; tells the seconds',
      run: async (args) => (await drills()).drill(args),
    },
  ],
  [
    'ledger restored',
    {
      summary: `ledger restored [--checkpoint FILE]   after a copy by another program was put back: says in the ledger
                                   what is lost, and goes on`,
      run: async (args) => (await restores()).admit(args),
    },
  ],
];
