// The thread of the list solver: answers one question after the other, and stays for the next. Started by its path.
import { parentPort } from 'node:worker_threads';
import { openHighs } from './domain/buying/solving/highs-solver.ts';
import { explainList, solveList } from './domain/buying/solving/solve-list.ts';
import type { ListQuestion, ListReply } from './list-solver.server.ts';

const solve = await openHighs();
parentPort!.on('message', (question: ListQuestion) => {
  const before = process.threadCpuUsage();
  const found: ListReply['found'] =
    question.kind === 'answer'
      ? { kind: 'answer', answer: solveList(question.problem, solve) }
      : { kind: 'explanation', explanation: explainList(question.problem, question.answer, solve) };
  const { user, system } = process.threadCpuUsage(before);
  parentPort!.postMessage({ key: question.key, found, cpuMs: Math.round((user + system) / 1000) } satisfies ListReply);
});
