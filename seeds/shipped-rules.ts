// The method and the factors that come with the code: what the demonstration town is made with, and tests compute with.
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';

export const { method, factors } = shippedRules();
