// The list of the third-place for its new year: twelve lines as people type them, read by the market's own search.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addLines, createList } from '#app/domain/buying/lists.server.ts';
import { readLines } from '#app/domain/buying/read-list.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import type { SearchEngine } from '#app/domain/search/search.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

const needed = [
  '6 chaises de bureau',
  '20 kg de carottes',
  '10 kg de pommes',
  '30 stylos',
  '4 bureaux',
  '4 kg de miel',
  '6 kg de pain',
  '20 litres de jus de pomme',
  '10 torchons',
  '3 savons',
  '8 tables',
  '1 vidéoprojecteur à hologrammes',
];

/** Makes the list for the organisation of its admin. Reads the index, so it comes after it is built. */
export async function keepNewYearList(town: Ctx, engine: SearchEngine, admin: string): Promise<void> {
  const ctx: Ctx = { ...town, actor: { kind: 'user', userId: admin }, locale: 'fr' };
  const [organisation] = listOwnOrganisations(ctx);
  const settings = { audience: 'professional', near: town.town.hub, perPage: 60, maxPerPage: 60 } as const;
  const parsed = parseQuery(new URLSearchParams(), { locale: 'fr', ...settings });
  if (!organisation || !parsed.ok) throw new Error('seeds: no list for the new year');
  const lines = await readLines(ctx, { engine, query: parsed.query }, needed);
  const made = createList(ctx, 'Rentrée de janvier', { organisationId: organisation.id, changedBy: 'buy' });
  if (!made.ok || !addLines(ctx, made.id, lines).ok) throw new Error('seeds: the list for the new year is full');
}
