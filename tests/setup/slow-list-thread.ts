// A list solver's thread that answers nothing: what it is asked for takes for ever, or ends it half-way.
import { parentPort } from 'node:worker_threads';
import type { ListQuestion } from '#app/list-solver.server.ts';

parentPort!.on('message', ({ problem }: ListQuestion) => {
  if (problem.wishes.budget === 1) process.exit(1);
  if (problem.wishes.budget === 2) throw new Error('half-way');
  for (;;);
});
