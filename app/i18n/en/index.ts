import type { messages as fr } from '../fr/index.ts';
import { accounting } from './accounting.ts';
import { orderChanges } from './afterwards.ts';
import { books } from './books.ts';
import { calendar } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { checkout } from './checkout.ts';
import { contribution } from './contribution.ts';
import { criteria } from './criteria.ts';
import { seller } from './desk.ts';
import { discovery } from './discovery.ts';
import { factors } from './factors.ts';
import { storefront } from './hall.ts';
import { imports } from './import-desk.ts';
import { invoices } from './invoices.ts';
import { listing } from './listing.ts';
import { observatory } from './observatory.ts';
import { offerEditor } from './offer-desk.ts';
import { pages } from './pages.ts';
import { payouts } from './payouts.ts';
import { fulfilment } from './prepare.ts';
import { evidence } from './proof-desk.ts';
import { receipt } from './receipt.ts';
import { receivables } from './receivables.ts';
import { rounds } from './rounds.ts';
import { clientMessages } from './scripted.ts';
import { statement } from './statement.ts';
import { steward } from './steward.ts';
import { verify } from './verify.ts';

export const messages: typeof fr = {
  ...clientMessages,
  ...storefront,
  ...checkout,
  accounting,
  orderChanges,
  books,
  calendar,
  catalogue,
  contribution,
  criteria,
  seller,
  discovery,
  factors,
  observatory,
  receipt,
  fulfilment,
  evidence,
  receivables,
  rounds,
  statement,
  steward,
  verify,
  imports,
  invoices,
  offerEditor,
  payouts,
  ...listing,
  ...pages,
};
