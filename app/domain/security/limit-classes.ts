// Limits of forms: classes, each with its limits. app/http/limits.ts gives every form its class.

import type { SupplierBudget } from './budgets.ts';

/**
 * Whose uses are counted together. `visitor`: the person; of who is not signed in the browser, if a person signed in
 * there before, else the address: a script behind an address shuts out no person who was here. `supplier` and
 * `organisation`: all their people together.
 */
export type LimitScope = 'visitor' | 'person' | 'supplier' | 'organisation' | 'address';
/** `posts`: every form that is posted; `done`: only those that were not refused. */
/** With `budget` the maximum is that of the supplier's trust. */
export type Limit = {
  per: LimitScope;
  max: number;
  minutes: number;
  counts: 'posts' | 'done';
  budget?: SupplierBudget;
};

const day = 24 * 60;
const posts = (per: LimitScope, max: number, minutes: number): Limit => ({ per, max, minutes, counts: 'posts' });
const done = (per: LimitScope, max: number, minutes = day): Limit => ({ per, max, minutes, counts: 'done' });
/** Quicker than any person, also than one with scripts who empties a basket; a school behind one address shops too. */
const script = posts('visitor', 120, 1);

/** The first limit that is reached refuses. */
export const limitClasses = {
  ordinary: [script, posts('visitor', 5000, day)],
  /** To leave, and to choose a language: never refused, and nothing is written. */
  free: [],
  /** A signature protects it, and its sender repeats what we refuse. */
  signed: [],
  /** The password is tried in the sign-in itself, which slows down; here only floods end. */
  password: [posts('visitor', 300, 1)],
  /** A class of thirty signs up behind one address in one lesson. */
  account: [posts('address', 60, 1), done('address', 40, 60), done('address', 150)],
  order: [script, done('person', 60), done('organisation', 200)],
  /** A letter to people who already have to do with the writer. */
  letter: [script, done('person', 100)],
  /** A letter to an address that a person typed. */
  invitation: [script, done('person', 20), { ...done('supplier', 20), budget: 'invitations' }],
  /** Work for the stewards. */
  petition: [script, done('person', 20), done('supplier', 20)],
  supplier: [script, done('person', 3)],
  evidence: [script, done('person', 100), done('supplier', 60)],
  /** A file of up to thirty megabytes; its bytes have a quota besides. */
  upload: [script, posts('person', 300, day), done('supplier', 300)],
  import: [script, done('supplier', 40)],
  offer: [script, done('supplier', 500)],
  /** Acts of the cooperative: more than a diligent steward does in a minute is a script in her session. */
  steward: [posts('person', 120, 1), done('person', 2000)],
  role: [posts('person', 30, 1), done('person', 30)],
} as const satisfies Record<string, readonly Limit[]>;

/** The name under which the uses of a limit are counted. */
export function limitCounterName(name: LimitClass, { per, minutes }: Pick<Limit, 'per' | 'minutes'>): string {
  return `${name}:${per}:${minutes}`;
}
export type LimitClass = keyof typeof limitClasses;
