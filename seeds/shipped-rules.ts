// The method and the factors that come with the code: what the demonstration town is made with, and tests compute with.
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { requireMethod } from '#app/domain/scoring/method-files.server.ts';

export const { method, factors } = shippedRules();

/** The method under which the demonstration town lived until the day that it is seeded. */
export const earlierMethod = requireMethod('mv112-impact/1.0.0-draft.1');
