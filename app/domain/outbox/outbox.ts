/** `unknown`: begun, and interrupted before its end; tried again under the same key. */
export const outboxStates = ['pending', 'unknown', 'done', 'refused'] as const;
