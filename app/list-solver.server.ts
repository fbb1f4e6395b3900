// Solves lists beside requests: one after the other, in one thread that stays warm and is ended when it takes too long.
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { findListPlan, saveExplanation, saveListAnswer } from './domain/buying/kept-plans.server.ts';
import type { ListAnswer, ListExplanation } from './domain/buying/list-answer.ts';
import type { ListProblem } from './domain/buying/solving/list-problem.ts';
import { maxSolvingSeconds } from './domain/buying/solving/solve-list.ts';
import type { Ctx } from './domain/shared/context.ts';

export type ListQuestion = { key: string; problem: ListProblem } & (
  | { kind: 'answer' }
  | { kind: 'explanation'; answer: ListAnswer }
);
/** `cpuMs`: of the thread, for the log. */
export type ListReply = {
  key: string;
  found: { kind: 'answer'; answer: ListAnswer } | { kind: 'explanation'; explanation: ListExplanation };
  cpuMs: number;
};

export type ListSolver = {
  /**
   * Asks for the plan of a problem, by its key. A waiting question of the same asker is replaced: its list, its wishes or the
   * offers are others by now. False when too many wait already, when it failed before, or where there are no threads.
   */
  ask: (question: { key: string; problem: ListProblem; asker: string }) => boolean;
  /** Ends the thread; what was asked and not answered is asked again by the next page. */
  close: () => Promise<void>;
};

type Waiting = ListQuestion & { asker: string };
type Settings = {
  context: () => Ctx;
  log: { info: (details: object, message: string) => void; error: (details: object, message: string) => void };
  /** After so long a thread is ended. */
  terminateMs?: number;
  file?: string;
};

const noExplanation: ListExplanation = { prices: {}, drops: [], nearest: {} };
const maxWaiting = 50;
/** A warm thread keeps its memory: it ends after a while without a question. */
const idleMs = 5 * 60_000;

export function openListSolver({
  context,
  log,
  terminateMs,
  file = 'app/list-solver-thread.ts',
}: Settings): ListSolver {
  const limitMs = terminateMs ?? (maxSolvingSeconds + 5) * 1000;
  const queue: Waiting[] = [];
  let atWork: Waiting | null = null;
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  /** Keys on which the thread failed: a fault of ours, in the log. They are not asked again until the next start. */
  const failed = new Set<string>();

  const openThread = (): Worker => {
    const worker = new Worker(resolve(file));
    worker.unref();
    worker.on('message', (reply: ListReply) => finish(worker, reply));
    worker.on('error', (err) => {
      log.error({ err, key: atWork?.key }, 'a list could not be solved');
      if (atWork) failed.add(atWork.key);
    });
    worker.on('exit', () => end(worker));
    return worker;
  };
  const startNext = (): void => {
    if (atWork) return;
    clearTimeout(timer);
    const next = queue.shift();
    if (!next) {
      timer = setTimeout(() => void thread?.terminate(), idleMs).unref();
      return;
    }
    atWork = next;
    thread ??= openThread();
    timer = setTimeout(() => {
      isLate = true;
      void thread?.terminate();
    }, limitMs).unref();
    const { asker: _, ...question } = next;
    thread.postMessage(question);
  };
  const finish = (worker: Worker, { key, found, cpuMs }: ListReply): void => {
    if (worker !== thread || atWork?.key !== key) return;
    const { problem, asker } = atWork;
    atWork = null;
    log.info({ key, cpuMs, kind: found.kind }, 'list solved');
    try {
      if (found.kind === 'explanation') saveExplanation(context(), key, found.explanation);
      else {
        saveListAnswer(context(), key, found.answer);
        queue.push({ kind: 'explanation', key, problem, answer: found.answer, asker });
      }
    } catch (err) {
      log.error({ err, key }, 'the plan of a list could not be kept');
    }
    startNext();
  };
  /** No plan in time is an answer, and kept. After any other end of the thread the next page asks again. */
  const end = (worker: Worker): void => {
    if (worker !== thread) return;
    const stopped = atWork;
    if (isLate && stopped?.kind === 'answer')
      saveListAnswer(context(), stopped.key, { state: 'none', boundCents: null });
    if (isLate && stopped?.kind === 'explanation') saveExplanation(context(), stopped.key, noExplanation);
    [thread, atWork, isLate] = [null, null, false];
    startNext();
  };

  return {
    ask({ key, problem, asker }) {
      if (process.permission?.has('worker') === false || failed.has(key)) return false;
      if (atWork?.key === key || queue.some((one) => one.key === key) || findListPlan(context(), key)) return true;
      const older = queue.findIndex((one) => one.asker === asker);
      if (older >= 0) queue.splice(older, 1);
      if (queue.length >= maxWaiting) return false;
      queue.push({ kind: 'answer', key, problem, asker });
      startNext();
      return true;
    },
    async close() {
      clearTimeout(timer);
      queue.length = 0;
      const open = thread;
      [thread, atWork] = [null, null];
      await open?.terminate();
    },
  };
}
