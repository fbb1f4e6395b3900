// How often the tests with random histories, kills and races repeat. `npm run check` runs a small part of what
// `npm run check:long` runs; the part is another one each time, and its seed stands in the test's title.

/** Everything is repeated in `npm run check:long`. */
export const long = Boolean(process.env.LONG);

/** The number of repetitions: of the environment variable `name`, else all in the long check, else `few`. */
export function repetitions(name: string, few: number, all: number): number {
  return Number(process.env[name] ?? (long ? all : few));
}

/** SEED=n on the command line repeats a run. */
export const seed = Number(process.env.SEED ?? 1 + Math.floor(Math.random() * 1_000_000));
