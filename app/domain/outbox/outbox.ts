/** `unknown`: begun, and interrupted before its end; tried again under the same key. */
export const outboxStates = ['pending', 'unknown', 'done', 'refused'] as const;

export const outboxKinds = ['mail', 'search', 'refund', 'settle', 'transfer', 'document', 'scrub'] as const;
export type OutboxKind = (typeof outboxKinds)[number];
