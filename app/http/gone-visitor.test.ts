import { expect, test } from 'vitest';
import { loggedStatus } from './gone-visitor.ts';

test.each([
  [500, { destroyed: true, complete: false }, 499],
  [400, { destroyed: true, complete: false }, 499],
  [500, { destroyed: true, complete: true }, 500], // the whole request came: the fault is ours
  [500, { destroyed: false, complete: false }, 500],
  [200, { destroyed: true, complete: false }, 200],
  [500, undefined, 500],
])('logs %i of %j as %i', (status, incoming, logged) => {
  expect(loggedStatus(status, incoming)).toBe(logged);
});
