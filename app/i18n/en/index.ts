import type { messages as fr } from '../fr/index.ts';
import { accounting } from './accounting.ts';
import { afterwards } from './afterwards.ts';
import { books } from './books.ts';
import { calendar } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { checkout } from './checkout.ts';
import { contribution } from './contribution.ts';
import { criteria } from './criteria.ts';
import { desk } from './desk.ts';
import { discovery } from './discovery.ts';
import { factors } from './factors.ts';
import { hall } from './hall.ts';
import { importDesk } from './import-desk.ts';
import { invoices } from './invoices.ts';
import { listing } from './listing.ts';
import { observatory } from './observatory.ts';
import { offerDesk } from './offer-desk.ts';
import { pages } from './pages.ts';
import { payouts } from './payouts.ts';
import { prepare } from './prepare.ts';
import { proofDesk } from './proof-desk.ts';
import { receipt } from './receipt.ts';
import { receivables } from './receivables.ts';
import { rounds } from './rounds.ts';
import { scripted } from './scripted.ts';
import { statement } from './statement.ts';
import { steward } from './steward.ts';
import { verify } from './verify.ts';

export const messages: typeof fr = {
  ...scripted,
  ...hall,
  ...checkout,
  accounting,
  afterwards,
  books,
  calendar,
  catalogue,
  contribution,
  criteria,
  desk,
  discovery,
  factors,
  observatory,
  receipt,
  prepare,
  proofDesk,
  receivables,
  rounds,
  statement,
  steward,
  verify,
  importDesk,
  invoices,
  offerDesk,
  payouts,
  ...listing,
  ...pages,
};
