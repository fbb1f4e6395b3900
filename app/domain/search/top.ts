/** The best so far of a stream of numbers, as a heap with the worst on top. */
export type Best = {
  add(number: number): void;
  /** The worst of those kept; undefined as long as there is room for any other. */
  worst(): number | undefined;
  /** In order, from position `from` on. */
  page(from: number): number[];
};

/** Keeps the `size` numbers that come first in the order of `before`. */
export function keepBest(size: number, before: (a: number, b: number) => number): Best {
  const heap: number[] = [];
  const rise = (at: number) => {
    for (let child = at; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (before(heap[child]!, heap[parent]!) <= 0) return;
      [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
      child = parent;
    }
  };
  const sink = () => {
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) > 0 ? left + 1 : left;
      if (before(heap[child]!, heap[parent]!) <= 0) return;
      [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
      parent = child;
    }
  };
  return {
    add(number) {
      if (heap.length < size) rise(heap.push(number) - 1);
      else if (size > 0 && before(number, heap[0]!) < 0) {
        heap[0] = number;
        sink();
      }
    },
    worst: () => (heap.length < size ? undefined : heap[0]),
    page: (from) => heap.sort(before).slice(from),
  };
}

/** Positions `from` to `upTo` of the numbers in the order of `before`: one pass with few comparisons. */
export function topNumbers(
  numbers: Int32Array,
  from: number,
  upTo: number,
  before: (a: number, b: number) => number,
): number[] {
  if (upTo >= numbers.length / 2) return [...numbers].sort(before).slice(from, upTo);
  const best = keepBest(upTo, before);
  for (let i = 0; i < numbers.length; i++) best.add(numbers[i]!);
  return best.page(from);
}
