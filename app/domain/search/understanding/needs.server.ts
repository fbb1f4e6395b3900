// Needs as data: things to be done, occasions, and words that say nothing about goods (needs.psv).
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Category, categories } from '#app/domain/catalogue/offer.ts';
import { thingOf, thingsOn } from '#app/domain/catalogue/things.server.ts';
import type { BySource } from '#app/domain/shared/locale.ts';

const rowKinds = ['verb', 'job', 'occasion', 'season', 'context', 'soft', 'filler', 'shelf'] as const;
type RowKind = (typeof rowKinds)[number];

/** `things`: what answers it, the usual first. `objects`: for a job, the things that it is done to. */
export type SearchNeed = {
  kind: RowKind;
  id: string;
  /** Of a verb: it answers for any object. */
  takesAny: boolean;
  objects: readonly string[];
  things: readonly string[];
  terms: BySource<readonly string[]>;
};

const listOf = z.string().transform((typed) => typed.split(',').filter(Boolean));
const needRow = z
  .tuple([z.enum(rowKinds), z.string(), listOf, listOf, listOf])
  .transform(([kind, id, named, fr, en]): SearchNeed => {
    const [verb = '', objects = ''] = id.replace('!', '').split('>');
    const things = kind === 'shelf' ? thingsOn(shelfOf(id)).map((thing) => thing.id) : named;
    return {
      kind,
      id: verb,
      takesAny: id.endsWith('!'),
      objects: objects
        .split(',')
        .filter(Boolean)
        .map((one) => thingOf(one).id),
      things: things.map((one) => thingOf(one).id),
      terms: { fr, en },
    };
  });

export const shippedNeeds: readonly SearchNeed[] = readFileSync('app/domain/search/understanding/needs.psv', 'utf8')
  .split('\n')
  .filter((row) => row && !row.startsWith('#'))
  .map((row) => needRow.parse(row.split('|')));

function shelfOf(id: string): Category {
  return z.enum(categories).parse(id);
}
