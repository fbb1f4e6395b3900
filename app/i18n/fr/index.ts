import { accountAccess } from './account-access.ts';
import { roleInvitation } from './account-roles.ts';
import { security } from './account-security.ts';
import { attributeValueTexts } from './attribute-values.ts';
import { attributeTexts } from './attributes.ts';
import { budgets } from './budgets.ts';
import { accounting } from './buyer-accounting.ts';
import { buying } from './buyer-basket.ts';
import { calendar } from './buyer-calendar.ts';
import { checkout } from './buyer-checkout.ts';
import { compared } from './buyer-compare.ts';
import { lists } from './buyer-lists.ts';
import { orderChanges } from './buyer-order-changes.ts';
import { plans } from './buyer-plans.ts';
import { statement } from './buyer-statement.ts';
import { calendarFeeds } from './calendar-feeds.ts';
import { cancelTerms } from './cancel-terms.ts';
import { common } from './common.ts';
import { invoices } from './document-invoices.ts';
import { receipt } from './document-receipt.ts';
import { flash } from './flash.ts';
import { food } from './food.ts';
import { formErrors } from './form-errors.ts';
import { forms } from './forms.ts';
import { identifiers } from './identifiers.ts';
import { insideTotal } from './inside-total.ts';
import { lending } from './lending.ts';
import { letterChoices } from './letter-choices.ts';
import { limits } from './limits.ts';
import { listPlan } from './list-plans.ts';
import { accountMails } from './mail-accounts.ts';
import { lendingMails } from './mail-lending.ts';
import { orderMails } from './mail-orders.ts';
import { statutory } from './mail-statutory.ts';
import { mails } from './mails.ts';
import { booking, bookingEditor, openingHours } from './market-booking.ts';
import { catalogue } from './market-catalogue.ts';
import { discovery } from './market-discovery.ts';
import { storefront } from './market-home.ts';
import { listing } from './market-offer.ts';
import { reading, when } from './market-reading.ts';
import { sharing } from './market-sharing.ts';
import { market } from './market-totals.ts';
import { variants } from './market-variants.ts';
import { figures } from './offer-figures.ts';
import { requests } from './requests.ts';
import { scoreSentences } from './score-words.ts';
import { season } from './season.ts';
import { seller } from './seller.ts';
import { agreements } from './seller-agreements.ts';
import { closing } from './seller-closing.ts';
import { contribution } from './seller-contribution.ts';
import { evidence } from './seller-evidence.ts';
import { fulfilment } from './seller-fulfilment.ts';
import { handOver } from './seller-hand-over.ts';
import { imports } from './seller-imports.ts';
import { evidenceEntries } from './seller-ledger.ts';
import { offerEditor } from './seller-offers.ts';
import { payouts } from './seller-payouts.ts';
import { stockPage } from './seller-stock.ts';
import { claimTexts } from './seller-texts.ts';
import { variantEditor } from './seller-variants.ts';
import { vatPage } from './seller-vat.ts';
import { sessions } from './sessions.ts';
import { steward } from './steward.ts';
import { books } from './steward-books.ts';
import { claims } from './steward-claims.ts';
import { decisions } from './steward-decisions.ts';
import { declarations } from './steward-declarations.ts';
import { fileFaults } from './steward-file-problems.ts';
import { health } from './steward-health.ts';
import { jobs } from './steward-jobs.ts';
import { letters } from './steward-letters.ts';
import { receivables } from './steward-receivables.ts';
import { rounds } from './steward-rounds.ts';
import { securityEvents } from './steward-security.ts';
import { signing } from './steward-signing.ts';
import { teams } from './teams.ts';
import { asvsPage } from './town-asvs.ts';
import { criteria } from './town-criteria.ts';
import { draws } from './town-draws.ts';
import { factors } from './town-factors.ts';
import { observatory } from './town-observatory.ts';
import { openData } from './town-open-data.ts';
import { pages } from './town-pages.ts';
import { privacy } from './town-privacy.ts';
import { today } from './town-today.ts';
import { verify } from './town-verify.ts';
import { witnesses } from './town-witnesses.ts';
import { typesetFrench } from './typeset.ts';
import { weighed } from './weighed.ts';

export const messages = typesetFrench({
  ...common,
  ...market,
  ...buying,
  forms,
  ...storefront,
  ...checkout,
  accountAccess,
  accountMails,
  accounting,
  agreements,
  orderChanges,
  booking,
  bookingEditor,
  books,
  declarations,
  decisions,
  health,
  jobs,
  letters,
  limits,
  calendar,
  cancelTerms,
  claimTexts,
  closing,
  compared,
  lists,
  listPlan,
  catalogue,
  contribution,
  criteria,
  scoreSentences,
  season,
  seller,
  discovery,
  reading,
  when,
  sharing,
  factors,
  figures,
  fileFaults,
  flash,
  food,
  formErrors,
  identifiers,
  insideTotal,
  observatory,
  openData,
  openingHours,
  receipt,
  fulfilment,
  handOver,
  evidence,
  evidenceEntries,
  receivables,
  roleInvitation,
  rounds,
  security,
  securityEvents,
  signing,
  statement,
  steward,
  asvsPage,
  today,
  verify,
  witnesses,
  imports,
  invoices,
  mails,
  lending,
  lendingMails,
  orderMails,
  statutory,
  offerEditor,
  payouts,
  privacy,
  stockPage,
  variantEditor,
  claims,
  letterChoices,
  calendarFeeds,
  teams,
  vatPage,
  variants,
  plans,
  budgets,
  requests,
  sessions,
  weighed,
  ...attributeTexts,
  ...attributeValueTexts,
  ...listing,
  ...pages,
  draws,
});
