/**
 * Slots of one page in the order of `before`: positions `from` to `upTo`. A heap of the best so far with the
 * worst on top, so that a page out of a hundred thousand slots needs one pass and few comparisons.
 */
export function topSlots(
  slots: Int32Array,
  from: number,
  upTo: number,
  before: (a: number, b: number) => number,
): number[] {
  if (upTo >= slots.length / 2) return [...slots].sort(before).slice(from, upTo);
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
  for (const slot of slots) {
    if (heap.length < upTo) rise(heap.push(slot) - 1);
    else if (before(slot, heap[0]!) < 0) {
      heap[0] = slot;
      sink();
    }
  }
  return heap.sort(before).slice(from);
}
