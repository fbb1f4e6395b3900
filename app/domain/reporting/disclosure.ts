// Whether published sums can be solved for one seller. The rates of each supplier are public, so every sum is a linear equation
// in what each supplier sold. For each supplier we look for another town that would have published the same sums, in
// which that supplier sold a fifth more (and one with a fifth less): when there is none, the sums disclose the figure.
import { protectedShare } from './small-cells.ts';

/** An order line as equations see it: its parties, the rows it counts in (`atom` names them all), what it cost. */
export type AuditedLine = { seller: string; buyer: string; atom: string; size: number };
/**
 * One published sum: the value of each line in it, absent for the others. `slack`: how far another sum may be from it
 * and still be published as the same number, because it is rounded; 0 when it is exact.
 */
export type Equation<L> = { values: ReadonlyMap<L, number>; slack: number };

/** Insiders looked at: the largest sellers and buyers, who know most. */
const insiders = 8;
const turns = 25;
const suspectsKept = 12;
/** Changes below this are rounding of the arithmetic. */
const negligible = 1e-6;

/** A reader (a view, and the seller it belongs to, if any) and a seller whose figure was disclosed to it. */
type Suspect = { view: number; insider: string | null; seller: string };

/** Published sums over some lines; grows by `with`, and is never changed. */
export class Disclosure<L extends AuditedLine> {
  private readonly views: readonly View<L>[];
  /** Found before, the latest first: further sums disclose the same ones again, so that they are tried first. */
  private readonly suspects: Suspect[];

  private constructor(views: readonly View<L>[], suspects: Suspect[]) {
    this.views = views;
    this.suspects = suspects;
  }

  /** Nothing published yet. A view for a reader who knows nothing, and one for each large buyer, without its lines. */
  static of<L extends AuditedLine>(lines: readonly L[]): Disclosure<L> {
    const buyers = largest(Map.groupBy(lines, ({ buyer }) => buyer));
    const others = buyers.map((buyer) => new View(atomsOf(lines.filter((line) => line.buyer !== buyer))));
    return new Disclosure([new View(atomsOf(lines)), ...others], []);
  }

  with(equations: readonly Equation<L>[]): Disclosure<L> {
    return new Disclosure(
      this.views.map((view) => view.with(equations)),
      this.suspects,
    );
  }

  /** Whether the sales of one seller could be estimated within 20 %, by a stranger, a buyer or another seller. */
  isDisclosing(): boolean {
    const known = this.suspects.find(({ view, insider, seller }) => this.views[view]!.isFixed(seller, insider));
    if (known) return true;
    for (const [view, reader] of this.views.entries())
      for (const insider of [null, ...(view === 0 ? reader.largeSellers() : [])]) {
        const seller = reader.findFixed(insider);
        if (seller === undefined) continue;
        this.suspects.unshift({ view, insider, seller });
        this.suspects.splice(suspectsKept);
        return true;
      }
    return false;
  }
}

function largest<L extends AuditedLine>(groups: ReadonlyMap<string, readonly L[]>): string[] {
  const sizes = [...groups].map(([key, own]) => [key, own.reduce((sum, { size }) => sum + size, 0)] as const);
  return sizes
    .sort(([, a], [, b]) => b - a)
    .slice(0, insiders)
    .map(([key]) => key);
}

/** The lines of one seller that are in the same rows everywhere are one atom, the unknown of the equations. */
type Atoms<L> = {
  of: ReadonlyMap<L, number>;
  sizes: Float64Array;
  bySeller: ReadonlyMap<string, readonly number[]>;
  largeSellers: readonly string[];
};

function atomsOf<L extends AuditedLine>(lines: readonly L[]): Atoms<L> {
  const names = new Map<string, number>();
  const of = new Map<L, number>();
  const bySeller = new Map<string, number[]>();
  for (const line of lines) {
    const name = `${line.seller} ${line.atom}`;
    const atom = names.get(name) ?? names.size;
    if (!names.has(name)) bySeller.set(line.seller, [...(bySeller.get(line.seller) ?? []), atom]);
    names.set(name, atom);
    of.set(line, atom);
  }
  const sizes = new Float64Array(names.size);
  for (const [line, atom] of of) sizes[atom]! += line.size;
  return { of, sizes, bySeller, largeSellers: largest(Map.groupBy(lines, ({ seller }) => seller)) };
}

/** The knowledge of one reader about the lines that are not their own. */
class View<L extends AuditedLine> {
  private readonly atoms: Atoms<L>;
  /** Orthonormal; what they span is known. Coordinates are relative changes of an atom. */
  private readonly basis: readonly Float64Array[];
  /** The rounding of each rounded sum is an unknown more, after those of the atoms. */
  private readonly slacks: number;

  constructor(atoms: Atoms<L>, basis: readonly Float64Array[] = [], slacks = 0) {
    this.atoms = atoms;
    this.basis = basis;
    this.slacks = slacks;
  }

  with(equations: readonly Equation<L>[]): View<L> {
    const basis = [...this.basis];
    let slacks = this.slacks;
    for (const { values, slack } of equations) {
      if (slack > 0) slacks++;
      const row = new Float64Array(this.atoms.sizes.length + slacks);
      for (const [line, value] of values) {
        const atom = this.atoms.of.get(line);
        if (atom !== undefined) row[atom]! += value;
      }
      if (slack > 0) row[row.length - 1] = slack;
      const rest = orthogonal(row, basis);
      if (rest) basis.push(rest);
    }
    return new View(this.atoms, basis, slacks);
  }

  largeSellers(): readonly string[] {
    return this.atoms.largeSellers;
  }

  /** The first seller whose figure is disclosed to this reader, who may be a seller too. */
  findFixed(insider: string | null): string | undefined {
    const basis = insider === null ? this.basis : this.knowing(insider);
    return [...this.atoms.bySeller.keys()].find((seller) => seller !== insider && !this.canMove(seller, basis));
  }

  isFixed(seller: string, insider: string | null): boolean {
    if (!this.atoms.bySeller.has(seller)) return false;
    return !this.canMove(seller, insider === null ? this.basis : this.knowing(insider));
  }

  /** The basis of a seller, who knows what it sold. */
  private knowing(insider: string): readonly Float64Array[] {
    const basis = [...this.basis];
    for (const atom of this.atoms.bySeller.get(insider)!) {
      const unit = this.vector();
      unit[atom] = 1;
      const rest = orthogonal(unit, basis);
      if (rest) basis.push(rest);
    }
    return basis;
  }

  /**
   * Whether a change exists that no sum shows, in which the seller moves by 20 % and no atom by more than itself.
   * Found by projections onto these sets in turn (Boyle and Dykstra 1986); not found counts as none.
   */
  private canMove(seller: string, basis: readonly Float64Array[]): boolean {
    const own = this.atoms.bySeller.get(seller)!;
    let wish = this.vector();
    for (const atom of own) wish[atom] = 1;
    for (let turn = 0; turn < turns; turn++) {
      const change = projected(wish, basis);
      const widest = change.reduce((largest, one) => Math.max(largest, Math.abs(one)), 0);
      if (widest < negligible) return false;
      if (this.shareMoved(own, change) >= protectedShare * widest) return true;
      wish = change.map((one) => Math.min(1, Math.max(-1, turn === 0 ? one / widest : one)));
      for (const atom of own) wish[atom] = Math.max(wish[atom]!, 1.5 * protectedShare);
    }
    return false;
  }

  private shareMoved(own: readonly number[], change: Float64Array): number {
    let [moved, whole] = [0, 0];
    for (const atom of own) {
      moved += change[atom]! * this.atoms.sizes[atom]!;
      whole += this.atoms.sizes[atom]!;
    }
    return moved / whole;
  }

  private vector(): Float64Array {
    return new Float64Array(this.atoms.sizes.length + this.slacks);
  }
}

/** The vector without what an orthonormal basis spans; its vectors may be shorter. */
function projected(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(vector);
  for (const known of basis) {
    let along = 0;
    for (let i = 0; i < known.length; i++) along += rest[i]! * known[i]!;
    for (let i = 0; i < known.length; i++) rest[i]! -= along * known[i]!;
  }
  return rest;
}

/** Its part outside the basis, of length 1; null when the basis has it already. Twice, against rounding. */
function orthogonal(vector: Float64Array, basis: readonly Float64Array[]): Float64Array | null {
  const length = lengthOf(vector);
  const rest = projected(projected(vector, basis), basis);
  const left = lengthOf(rest);
  if (left <= 1e-7 * length || left === 0) return null;
  return rest.map((one) => one / left);
}

/** A loop: a vector may have more elements than a call has arguments. */
function lengthOf(vector: Float64Array): number {
  let squares = 0;
  for (const one of vector) squares += one * one;
  return Math.sqrt(squares);
}
