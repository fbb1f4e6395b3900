// A connected account in the shape of Stripe's API.
import type { StandInAccount } from './store.ts';

const noProfile = {
  mcc: null,
  minority_owned_business_designation: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const bank = ['external_account'];
const papers = ['company.tax_id', 'representative.verification.document', 'tos_acceptance.date'];
const shown: Record<
  StandInAccount['state'],
  { due: string[]; review: string[]; open: boolean; reason: string | null }
> = {
  new: { due: [...papers, ...bank], review: [], open: false, reason: 'requirements.past_due' },
  'no-bank': { due: bank, review: [], open: false, reason: 'requirements.past_due' },
  'in-review': {
    due: [],
    review: ['representative.verification.document'],
    open: false,
    reason: 'requirements.pending_verification',
  },
  ready: { due: [], review: [], open: true, reason: null },
  restricted: { due: papers.slice(1, 2), review: [], open: false, reason: 'requirements.past_due' },
  refused: { due: [], review: [], open: false, reason: 'rejected.other' },
};

export function accountObject({ id, email, name, party, state, created }: StandInAccount) {
  const { due, review, open, reason } = shown[state];
  return {
    id,
    object: 'account',
    business_profile: { ...noProfile, name },
    controller: {
      fees: { payer: 'application' },
      is_controller: true,
      losses: { payments: 'application' },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: 'express' },
      type: 'application',
    },
    capabilities: { transfers: open ? 'active' : 'inactive' },
    charges_enabled: open,
    country: 'FR',
    created,
    default_currency: 'eur',
    details_submitted: state !== 'new',
    email,
    metadata: { party },
    payouts_enabled: open,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: reason,
      errors: [],
      eventually_due: due,
      past_due: reason === 'requirements.past_due' ? due : [],
      pending_verification: review,
    },
    type: 'express',
  };
}
