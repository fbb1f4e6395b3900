/** The latest work under each name, of this process. */
const latest = new Map<string, Promise<unknown>>();

/** Runs pieces of work of one name one after the other, in the order in which they were asked for. */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (latest.get(name) ?? Promise.resolve()).then(work, work);
  latest.set(name, mine);
  const release = () => {
    if (latest.get(name) === mine) latest.delete(name);
  };
  mine.then(release, release);
  return mine;
}
