// A log without a town, with entries as large as those of purchases.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EntryDraft, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from './test-db.ts';

/** Logs with the same name share their key within a process, so that a test can fork a log or use an unknown one. */
export function openLog(name = 'log', keys = keysOf(name)): LedgerCtx {
  return {
    db: testDb(),
    actor: { kind: 'system', name: 'test' },
    now: new Date('2026-11-23T10:15:00Z'),
    locale: 'fr',
    town: demoTown,
    ledgerKey: loadLedgerKey(join(keys, 'ledger.pem'), 'halle.test/ledger'),
  };
}

const folders = new Map<string, string>();
function keysOf(name: string): string {
  const folder = folders.get(name) ?? mkdtempSync(join(tmpdir(), 'halle-test-key-'));
  folders.set(name, folder);
  return folder;
}

/** With `privateIn`, each entry also commits to a private part and to figures, which are saved in that log. */
export function lineDrafts(from: number, count: number, privateIn: LedgerCtx | null = null): EntryDraft[] {
  return Array.from({ length: count }, (_, i): EntryDraft => {
    const n = from + i;
    const event = `ord_${n}:line:1:paid`;
    const body = {
      v: 1,
      at: '2026-11-23T10:15:00Z',
      order: `ord_${n}`,
      line: n,
      methodology: { factors: 'mv112-factors/2026.11', method: 'mv112-impact/1.0.0' },
    };
    if (!privateIn) return { kind: 'impact.line', event, body };
    const commit = privateCommitment(privateIn, event, { supplier: `sup_${n}` });
    return { kind: 'impact.line', event, body: { ...body, private_commit: commit }, figures };
  });
}

const figures = {
  category: { agec58: "Mobilier et aménagement d'intérieur", egalim: null },
  co2e_g: { actual: 24814, baseline: 248000, delta: { hi: -61600, lo: -195300, mid: -123986 } },
  money: { eur_cents_ht: 32000, evidence: 'L3', retained_eur_cents: { hi: 19840, lo: 17280, mid: 18560 } },
};
