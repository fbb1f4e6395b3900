// A linear program of whole numbers and its text in the LP format, which the solver reads. Pure.
//
// The format is lenient where it should not be: a name that begins with a digit, a comma in a number or a name said twice
// in the objective silently makes another program. So names are a letter and a number, all numbers are whole, and
// terms are merged here.

export type ProgramTerm = readonly [coefficient: number, name: string];
type Row = { terms: readonly ProgramTerm[]; sign: '>=' | '<='; right: number };
/** `maxima`: the upper bound of a column; the lower one is zero. All columns are whole. */
export type LinearProgram = {
  objective: readonly ProgramTerm[];
  rows: readonly Row[];
  maxima: ReadonlyMap<string, number>;
};

/** A program that is being written. Names are given out here: each is new. */
export class ProgramWriter {
  private readonly maxima = new Map<string, number>();
  private readonly rows: Row[] = [];

  /** A column of whole numbers from zero to `maxima`. */
  column(maxima: number): string {
    const name = `x${this.maxima.size}`;
    this.maxima.set(name, maxima);
    return name;
  }

  /** `Σ terms >= right`; a row that always holds is left out. */
  addMinimum(terms: readonly ProgramTerm[], right: number): void {
    const own = mergeTerms(terms);
    if (own.length > 0 || right > 0) this.rows.push({ terms: own, sign: '>=', right });
  }

  addMaximum(terms: readonly ProgramTerm[], right: number): void {
    const own = mergeTerms(terms);
    if (own.length > 0 || right < 0) this.rows.push({ terms: own, sign: '<=', right });
  }

  minimise(objective: readonly ProgramTerm[]): LinearProgram {
    return { objective: mergeTerms(objective), rows: this.rows, maxima: this.maxima };
  }
}

/** The text of a program. `isRelaxed`: columns need not be whole. Throws RangeError for a number that is not whole. */
export function writeProgram({ objective, rows, maxima }: LinearProgram, isRelaxed = false): string {
  const names = [...maxima.keys()];
  return [
    'Minimize',
    ` c: ${writeTerms(objective.length > 0 ? objective : [[0, names[0] ?? 'x0']])}`,
    'Subject To',
    ...rows.map(({ terms, sign, right }, i) => ` r${i}: ${writeRow(terms, names)} ${sign} ${whole(right)}`),
    'Bounds',
    ...[...maxima].map(([name, upTo]) => ` 0 <= ${name} <= ${whole(upTo)}`),
    // An empty section would leave every column continuous.
    ...(isRelaxed || names.length === 0 ? [] : ['General', inLines(names)]),
    'End',
    '',
  ].join('\n');
}

/** A row without terms is one that cannot hold: said of a column that counts nothing. */
function writeRow(terms: readonly ProgramTerm[], names: readonly string[]): string {
  return writeTerms(terms.length > 0 ? terms : [[0, names[0] ?? 'x0']]);
}

function mergeTerms(terms: readonly ProgramTerm[]): ProgramTerm[] {
  const merged = new Map<string, number>();
  for (const [coefficient, name] of terms) merged.set(name, (merged.get(name) ?? 0) + coefficient);
  return [...merged].flatMap(([name, coefficient]) => (coefficient === 0 ? [] : [[coefficient, name] as const]));
}

function writeTerms(terms: readonly ProgramTerm[]): string {
  return inLines(
    terms.map(([coefficient, name]) => `${coefficient < 0 ? '-' : '+'} ${whole(Math.abs(coefficient))} ${name}`),
  );
}

function inLines(pieces: readonly string[]): string {
  return pieces.reduce((text, word, i) => `${text}${i % 10 === 0 ? '\n  ' : ' '}${word}`, '');
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
  return String(value);
}
