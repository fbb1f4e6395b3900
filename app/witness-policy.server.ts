// Whom the ledger's heads wait for, its copies and its witnesses, from the settings into the database: at each start, and before a restored copy
// asks them what they have seen.
import { mayBeCleartext } from './cleartext-settings.server.ts';
import { activateCopies } from './domain/ledger/copied-heads.server.ts';
import { keysOf } from './domain/ledger/keys.server.ts';
import type { LedgerCtx } from './domain/ledger/log.server.ts';
import { activatePolicy, policySentences, readPolicySettings } from './domain/ledger/policy.server.ts';
import { hurryWitnesses } from './domain/ledger/witness-rows.server.ts';
import type { Env } from './env.server.ts';

/**
 * Puts the copies and the policy of the settings in force. Returns a sentence for each line that is not understood: it keeps no town
 * from starting.
 */
export function openWitnessPolicy(ctx: LedgerCtx, env: Env): string[] {
  const setting = env.policyFile === null ? 'LEDGER_WITNESSES' : 'LEDGER_POLICY';
  const keys = keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => line);
  const read = readPolicySettings(
    {
      file: env.policyFile,
      witnesses: env.witnesses,
      mayBeCleartext: (hostname) => mayBeCleartext(hostname, env.cleartextHosts),
    },
    keys,
  );
  activatePolicy(ctx, read, env.witnessAgeSeconds);
  activateCopies(ctx, env.copies);
  hurryWitnesses(ctx);
  const both = env.policyFile !== null && env.witnesses !== '';
  return [...policySentences(read, setting), ...(both ? ['LEDGER_POLICY counts, and LEDGER_WITNESSES does not'] : [])];
}
