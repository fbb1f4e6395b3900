// The things of a file that neither its cells nor its names say: asked once for a word, not for each row.
import { askedTerm, proposeThings } from '#app/domain/catalogue/propose-thing.server.ts';
import { findThing, type Thing } from '#app/domain/catalogue/things.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { integer, listRows, text } from '#db/rows.ts';
import { getImport, type Import, transitionImport } from './imports.server.ts';
import type { Defaults } from './validate-row.ts';

/** A word, the number of rows that have it, the name of one of them, what it may mean, and the answer so far. */
export type ThingQuestion = {
  term: string;
  rows: number;
  example: string;
  meant: readonly Thing[];
  answer: Thing | null;
};

/** The most frequent ones first; offers of the others become drafts. */
const maxQuestions = 60;
const maxMeant = 4;
/** Key of an answer in the mapping of the import; no column is called so. */
const answerKey = (term: string) => `=thing:${term}`;

export function listThingQuestions(
  { db }: Pick<Ctx, 'db'>,
  offerImport: Import,
  { category }: Pick<Defaults, 'category'>,
): ThingQuestion[] {
  const rows = listRows(
    db,
    { term: text, rows: integer, example: text },
    `select thing_asked as term, count(*) as rows, min(name) as example
     from offer_import_rows
     where import_id = ? and thing_asked is not null
     group by thing_asked
     order by rows desc, term
     limit ?`,
    offerImport.id,
    maxQuestions,
  );
  return rows.map((row) => {
    const name = askedTerm(row.example) === row.term ? row.example : row.term;
    const meant = proposeThings({ fr: name }, category).slice(0, maxMeant);
    const answer = thingAnswer(offerImport, row.term);
    return { ...row, meant: meant.map(({ thing }) => thing), answer: (answer && findThing(answer)) || null };
  });
}

/** The thing that a person said for a word; null if none. */
export function thingAnswer({ mapping }: Pick<Import, 'mapping'>, term: string): string | null {
  return findOwnValue(mapping, answerKey(term)) ?? null;
}

/** Keeps answers, by word, of an import that is not confirmed yet; an empty one takes an answer back. False when too late. */
export function answerThings(
  ctx: Ctx,
  { supplierId, id }: Import,
  answers: ReadonlyMap<string, string | null>,
): boolean {
  return inTransaction(ctx, () => {
    const mapping = new Map(Object.entries(getImport(ctx, supplierId, id).mapping));
    for (const [term, thing] of answers) {
      mapping.delete(answerKey(term));
      if (thing) mapping.set(answerKey(term), thing);
    }
    return transitionImport(ctx, id, ['preview'], { mapping: Object.fromEntries(mapping) });
  });
}
