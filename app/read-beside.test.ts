import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { latestPublication } from './domain/reporting/publication.server.ts';
import { checkPublications } from './domain/reporting/publication-check.server.ts';
import { keepPublishedFigures, publishTown, publishTownBeside } from './domain/reporting/publish-town.server.ts';
import { openReadBeside } from './read-beside.server.ts';

/** The seeded town in a file, as tomorrow finds it before its first publication; `rows`: of the latest publication. */
async function unpublishedTown() {
  const folder = mkdtempSync(join(tmpdir(), 'halle-reading-'));
  copyFileSync(inject('seededImage'), join(folder, 'halle.sqlite'));
  const db = openDb(join(folder, 'halle.sqlite'));
  onTestFinished(() => {
    db.$client.close();
    rmSync(folder, { recursive: true });
  });
  for (const table of ['published_entries', 'published_files', 'town_publications'])
    db.$client.exec(`drop trigger ${table}_kept; delete from ${table}`);
  const town = await openTown();
  const ctx = {
    ...town.ctx(),
    db,
    actor: { kind: 'system', name: 'test' } as const,
    now: new Date(Date.now() + 864e5),
  };
  const count = (table: string) => db.$client.prepare(`select count(*) from ${table}`).pluck().get();
  return { ctx, count, readBeside: openReadBeside(() => ctx, 0) };
}

test('a thread of its own prepares the publication and its figures, and requests have their turns', async () => {
  const { ctx, count, readBeside } = await unpublishedTown();
  const beat = setInterval(() => turns++, 1);
  let turns = 0;
  expect(await publishTownBeside(ctx, () => readBeside.read('publication'))).toBe(true);
  await keepPublishedFigures(ctx, () => readBeside.read('published-figures'));
  clearInterval(beat);
  expect(turns).toBeGreaterThan(20);
  expect(count('kept_figures')).toBe(6);
  expect(checkPublications(ctx).filter(({ reason }) => reason.includes(`${latestPublication(ctx).size}`))).toEqual([]);
  expect(await readBeside.read('books-check')).toMatchObject({ problems: [] });
  expect(await readBeside.read('publication')).toBeNull();
});

test('a publication that came first makes the prepared one worthless', async () => {
  const { ctx, count, readBeside } = await unpublishedTown();
  const late = async () => {
    const prepared = await readBeside.read('publication');
    ctx.db.$client.exec('delete from sum_tree_tiles');
    expect(publishTown(ctx)).toBe(true);
    return prepared;
  };
  expect(await publishTownBeside(ctx, late)).toBe(false);
  expect(count('town_publications')).toBe(1);
});

test('whoever waits for a thread learns that it was stopped', async () => {
  const { readBeside } = await unpublishedTown();
  const answer = expect(readBeside.read('books-check')).rejects.toThrow('ended before it answered');
  await readBeside.close();
  await answer;
});
