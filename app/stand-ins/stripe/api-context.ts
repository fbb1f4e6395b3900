import type { Sender } from './events.ts';
import type { Faults } from './faults.ts';
import type { Store } from './store.ts';

/** Context that the endpoints share. */
export type ApiContext = {
  store: Store;
  events: Sender;
  /** Addresses of the payment page and of the onboarding page. */
  payUrl: (sessionId: string) => string;
  linkUrl: (linkId: string) => string;
  now: () => number;
  faults: Faults;
};
