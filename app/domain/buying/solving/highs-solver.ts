// The solver of linear programs: HiGHS, compiled to WebAssembly. Loaded in the thread of the list solver and in tests alone.
import loadHighs from 'highs';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { ProgramSolver } from './solve-list.ts';

/** Opens the solver; a solve blocks its thread. Throws when a program is refused. */
export async function openHighs(): Promise<ProgramSolver> {
  const highs = await loadHighs({});
  return (program, seconds) => {
    const { Status, ObjectiveValue, Columns } = highs.solve(program, {
      time_limit: seconds,
      // Cents are whole: a plan less than one cent above the bound is the best one.
      mip_rel_gap: 0,
      mip_abs_gap: 0.99,
      mip_allow_restart: false,
    });
    const valueAt = (name: string): number => {
      const column = findOwnValue(Columns, name);
      return column && 'Primal' in column && typeof column.Primal === 'number' ? column.Primal : 0;
    };
    if (Status === 'Optimal') return { status: 'optimal', objective: ObjectiveValue, valueAt };
    // Every column has an upper bound, so nothing is unbounded.
    if (Status === 'Infeasible' || Status === 'Primal infeasible or unbounded')
      return { status: 'infeasible', objective: Number.POSITIVE_INFINITY, valueAt };
    // Stopped without a plan it answers zeros, and only the objective tells.
    if (Status === 'Time limit reached') return { status: 'time', objective: ObjectiveValue, valueAt };
    throw new Error(`the solver answered ${Status}`);
  };
}
