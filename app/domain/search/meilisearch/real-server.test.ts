// The same as with the double, on a real Meilisearch: the contract on the one at MEILI_URL, with the key of
// docs/scale.md; the contract and what it survives on one that MEILI_PROGRAM starts. `npm run check:authorities` runs it.
import { afterAll, describe } from 'vitest';
import { recoverySuite } from '#tests/search-recovery.ts';
import { openMeilisearch } from '#tests/setup/meilisearch-server.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { judgedContract } from '../judged.contract.ts';
import { searchContract } from '../search.contract.ts';
import { type MeilisearchOptions, meilisearchEngine } from './engine.server.ts';

const { MEILI_PROGRAM: program, MEILI_URL: url, MEILI_API_KEY: apiKey = '' } = process.env;

function contractAt(open: () => Promise<{ url: string; apiKey: string }>): void {
  const prefixes: string[] = [];
  const openOne = async () => {
    const indexPrefix = `halle_test_${process.pid}_${prefixes.length}_`;
    prefixes.push(indexPrefix);
    const { url, apiKey } = await open();
    const patience = { gatherMs: 0, searchMs: 10_000 };
    const options: MeilisearchOptions = { url, apiKey, indexPrefix, owner: 'https://ville.test', ...patience };
    return meilisearchEngine(testDb(), options);
  };
  searchContract('Meilisearch', openOne);
  judgedContract('Meilisearch', openOne);
  afterAll(async () => {
    const { url, apiKey } = await open();
    const headers = { authorization: `Bearer ${apiKey}` };
    for (const prefix of prefixes)
      for (const index of ['offers_fr', 'offers_en', 'offers_fr_next', 'offers_en_next'])
        await fetch(new URL(`indexes/${prefix}${index}`, url), { method: 'DELETE', headers });
  });
}

describe.runIf(url)('at MEILI_URL', () => contractAt(async () => ({ url: url!, apiKey })));

describe.runIf(program)('from MEILI_PROGRAM', () => {
  let server: ReturnType<typeof openMeilisearch> | null = null;
  const open = () => (server ??= openMeilisearch(program!));
  afterAll(async () => (await open()).close());
  contractAt(open);
  recoverySuite('recovery', open);
});
