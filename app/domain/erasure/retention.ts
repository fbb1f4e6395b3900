// How long each table is kept, why, who deletes, and how a person's rows are found: the source of the job that deletes,
// of the privacy notice, and of a person's export. Pure data; a table without a row fails a test.
import type { JobName } from '#app/domain/jobs/job.ts';

/** Article 6 of the GDPR; `none` for what tells of no person. */
export const legalBases = ['contract', 'legal-obligation', 'public-task', 'legitimate-interest', 'none'] as const;
export type LegalBasis = (typeof legalBases)[number];

export const retentionCategories = [
  'account',
  'basket',
  'search',
  'order',
  'accounting',
  'letter',
  'report',
  'supplier',
  'evidence',
  'security',
  'ledger',
  'town',
] as const;
export type RetentionCategory = (typeof retentionCategories)[number];

/**
 * `days` after the time in the row's `column`; `while-used`: as long as the account, supplier or offer that it belongs
 * to; `for-ever`: append-only by the law or by what it proves.
 */
export type RetentionTerm = { days: number } | 'while-used' | 'for-ever';

/** The deleter: a job, the erasure of a person or an organisation, the row that it belongs to, or no one. */
export type RetentionActor = JobName | 'erasure' | 'parent' | 'no-one';

/** Whose a row is: by the id of the person, their address, or a row of theirs in another table. */
export type OwnRows = {
  column: string;
  of: 'user' | 'email' | 'orders' | 'baskets' | 'search_saved' | 'evidence';
};

export type RetentionRow = {
  /** A table of the schema, or files of the data folder. */
  table: string;
  /** Which of the table's rows; the others have a row of their own. */
  only?: 'unpaid' | 'refused' | 'delivered' | 'loose' | 'few';
  category: RetentionCategory;
  /** The time that the term counts from, of another table by its name; null if there is no term in days. */
  column: string | null;
  term: RetentionTerm;
  by: RetentionActor;
  basis: LegalBasis;
  own?: OwnRows;
  /** Columns that are in no export: secrets and their hashes. */
  hidden?: readonly string[];
};

type Rest = Omit<RetentionRow, 'table' | 'column'>;
const row = (table: string, rest: Rest, more: Partial<RetentionRow> = {}): RetentionRow => ({
  table,
  column: null,
  ...rest,
  ...more,
});
/** Deleted so many days after the time in `column`, by the job `retention` unless another one is named. */
const after = (days: number, column: string, by: JobName = 'retention') => ({ term: { days }, column, by });
const ofUser = (column = 'user_id') => ({ own: { column, of: 'user' as const } });
const ofOrder = (column = 'order_id') => ({ own: { column, of: 'orders' as const } });

const unpaidDays = 90;
const letterDays = 90;
/** Article L123-22 of the Code de commerce. */
const accountingDays = 3653;

const account: Rest = { category: 'account', term: 'while-used', by: 'erasure', basis: 'contract' };
const basket: Rest = { category: 'basket', term: 'while-used', by: 'parent', basis: 'contract' };
const search: Rest = { category: 'search', term: 'while-used', by: 'erasure', basis: 'contract' };
const counted: Rest = { category: 'search', term: { days: 0 }, by: 'retention', basis: 'legitimate-interest' };
const order: Rest = { category: 'order', term: 'while-used', by: 'parent', basis: 'contract' };
const accounting: Rest = { category: 'accounting', term: 'for-ever', by: 'no-one', basis: 'legal-obligation' };
const supplier: Rest = { category: 'supplier', term: 'while-used', by: 'no-one', basis: 'contract' };
const evidence: Rest = { category: 'evidence', term: 'while-used', by: 'no-one', basis: 'legitimate-interest' };
const report: Rest = { category: 'report', term: 'while-used', by: 'erasure', basis: 'legitimate-interest' };
const security: Rest = { category: 'security', term: { days: 1 }, by: 'security-upkeep', basis: 'legitimate-interest' };
const ledger: Rest = { category: 'ledger', term: 'for-ever', by: 'no-one', basis: 'public-task' };
const town: Rest = { category: 'town', term: 'for-ever', by: 'no-one', basis: 'none' };

export const retention: readonly RetentionRow[] = [
  row('users', account, { own: { column: 'id', of: 'user' }, hidden: ['password_hash'] }),
  row('organisations', account),
  row('public_organisations', account),
  row('cost_centres', account),
  row('declared_gifts', account),
  row('kept_years', account),
  row('moved_years', account),
  row('memberships', account, ofUser()),
  row('siret_claims', supplier, ofUser('claimed_by')),
  row('user_roles', account, ofUser()),
  row('letter_tokens', account, { ...after(0, 'expires_at', 'letter-tokens'), ...ofUser(), hidden: ['id'] }),
  row('invitations', account, {
    ...after(90, 'expires_at'),
    own: { column: 'email', of: 'email' },
    hidden: ['token_hash'],
  }),
  row('role_invitations', account, { ...after(365, 'expires_at'), own: { column: 'email', of: 'email' } }),
  row('sessions', security, { ...after(0, 'expires_at', 'sessions'), ...ofUser(), hidden: ['id'] }),
  row('passkeys', account, { ...ofUser(), hidden: ['public_key'] }),
  row('delivery_addresses', account, ofUser()),
  row('letter_choices', account, ofUser()),
  row('letter_keys', account, { ...ofUser(), hidden: ['secret'] }),
  row('calendar_addresses', account, { ...ofUser(), hidden: ['id'] }),
  row('letter_codes', security, { by: 'parent' }),
  row('kept_forms', account, { ...after(0, 'expires_at', 'kept-forms'), ...ofUser(), hidden: ['id'] }),

  row('baskets', basket, { ...after(90, 'updated_at'), ...ofUser() }),
  row('basket_lines', basket, { own: { column: 'basket_id', of: 'baskets' } }),
  row('basket_deliveries', basket, { own: { column: 'basket_id', of: 'baskets' } }),
  row('search_saved', search, { ...after(30, 'removed_at'), ...ofUser() }),
  row('search_known', search, { by: 'parent', own: { column: 'saved_id', of: 'search_saved' } }),
  row('offer_notices', search, { ...after(400, 'asked_at'), ...ofUser() }),
  row('unanswered_searches', counted, after(400, 'month')),
  row('unanswered_searches', counted, { ...after(0, 'month'), only: 'few' }),
  row('unanswered_people', counted, after(0, 'month')),
  row('unanswered_salts', counted, after(0, 'month')),

  row('buying_lists', basket, { ...after(30, 'removed_at'), ...ofUser() }),
  row('buying_plans', counted, after(30, 'made_at')),
  row('buying_notes', order, { ...after(accountingDays, 'created_at'), ...ofUser() }),
  row('buying_notes', order, { ...after(365, 'created_at'), only: 'loose' }),

  row('orders', order, { ...after(accountingDays, 'placed_at'), ...ofUser() }),
  row('orders', order, { ...after(unpaidDays, 'placed_at'), only: 'unpaid' }),
  row('moved_commitments', order, ofOrder()),
  row('order_parts', order, ofOrder()),
  row('order_lines', order, ofOrder()),
  row('order_outcomes', order, ofOrder()),
  row('purchase_answers', order, ofOrder()),
  row('order_proposals', order, ofOrder()),
  row('order_weights', order, ofOrder()),
  row('order_seats', order, { ...after(730, 'named_at'), ...ofOrder() }),
  row('order_returns', order, ofOrder()),
  row('spans', order, { ...after(1095, 'moved_at'), ...ofUser('moved_by') }),
  row('span_movements', order, ofUser('moved_by')),
  row('span_conditions', order, { ...after(730, 'recorded_at'), ...ofUser('recorded_by') }),
  row('span_things', supplier),
  row('lending_claims', accounting, ofOrder()),
  row('hand_overs', order, { ...after(730, 'recorded_at'), ...ofOrder() }),

  row('invoices', accounting, ofOrder()),
  row('invoice_files', accounting),
  row('invoice_series', accounting),
  row('contribution_invoices', accounting),
  row('payment_sessions', accounting, { own: { column: 'reference', of: 'orders' } }),
  row('payment_refunds', accounting, { own: { column: 'reference', of: 'orders' } }),
  row('payment_disputes', accounting, { own: { column: 'reference', of: 'orders' } }),
  row('payment_events', accounting),
  row('payment_cursors', accounting),
  row('payment_cases', accounting),
  row('payment_accounts', accounting),
  row('payment_account_requests', accounting),
  row('payment_transfers', accounting),
  row('payment_movements', accounting),
  row('book_entries', accounting),
  row('book_postings', accounting),
  row('budget_moves', accounting, ofUser('moved_by')),
  row('budget_balances', accounting),
  row('purchase_policies', accounting, ofUser('made_by')),
  row('purchase_delegations', accounting, ofUser('person')),
  row('purchase_requests', accounting, { ...ofUser('requester_id'), hidden: ['hash'] }),
  row('purchase_events', accounting, ofUser('person')),
  row('bank_statements', accounting, after(accountingDays, 'created_at')),
  row('money_clock', accounting),

  row(
    'outbox',
    { category: 'letter', term: 'while-used', by: 'erasure', basis: 'contract' },
    after(letterDays, 'created_at'),
  ),
  row('outbox', town, { ...after(1, 'created_at'), only: 'delivered' }),
  row('outbox_sent', town),
  row('mail/*.eml', { category: 'letter', term: { days: letterDays }, by: 'retention', basis: 'contract' }),

  row('offer_reviews', report, { ...after(730, 'decided_at'), ...ofUser('reporter') }),
  row('claim_reports', report, { ...after(730, 'answered_at'), ...ofUser('reporter') }),

  row('suppliers', supplier),
  row('supplier_labels', supplier),
  row('supplier_members', supplier, ofUser()),
  row('supplier_checks', supplier),
  row('supplier_identity_requests', supplier),
  row('supplier_signatures', supplier, ofUser('signed_by')),
  row('supplier_steps', supplier),
  row('supplier_vat_changes', supplier),
  row('supplier_registry', supplier),
  row('supplier_facts', supplier),
  row('supplier_exemptions', supplier),
  row('offers', supplier),
  row('capacities', supplier),
  row('weekly_plans', supplier),
  row('plan_exceptions', supplier),
  row('pending_texts', supplier),
  row('offer_images', supplier),
  row('offer_sessions', supplier),
  row('offer_changes', supplier),
  row('offer_figures', supplier),
  row('stock_movements', supplier),
  row('offer_imports', supplier),
  row('offer_import_rows', supplier, after(90, 'offer_imports.finished_at')),

  row('evidence', evidence, ofUser('submitted_by')),
  row('evidence', evidence, { ...after(365, 'decided_at'), only: 'refused' }),
  row('evidence_files', { ...evidence, by: 'parent' }, { own: { column: 'evidence_id', of: 'evidence' } }),
  row('evidence_steps', evidence),
  row('evidence_rechecks', evidence),
  row('recheck_draws', evidence),
  row('score_jumps', evidence),
  row('peer_visits', evidence),
  row('peer_visitors', evidence, ofUser()),
  row('claim_replies', evidence, ofUser('author')),
  row('queue_assignments', evidence, ofUser()),

  row('security_events', security, { ...after(365, 'at', 'security-upkeep'), ...ofUser() }),
  row('known_devices', security, { ...after(180, 'seen_at', 'security-upkeep'), ...ofUser(), hidden: ['token_hash'] }),
  row('address_salts', security, after(1, 'day', 'security-upkeep')),
  row('limit_counts', security, after(0, 'until', 'security-upkeep')),
  row('decision_proposals', security, { term: 'for-ever', by: 'no-one', ...ofUser('proposed_by') }),
  row('ledger_pending_decisions', security, {
    ...after(0, 'expires_at'),
    ...ofUser(),
    hidden: ['salt', 'secrets'],
  }),
  row('audit', security, { ...after(1095, 'at'), ...ofUser('actor') }),

  row('ledger_private', ledger, { by: 'erasure', term: 'while-used' }),
  ...[
    'ledger_entries',
    'ledger_figures',
    'ledger_promises',
    'ledger_nodes',
    'ledger_tiles',
    'ledger_checkpoints',
    'ledger_cosignatures',
  ].map((table) => row(table, ledger)),
  row('town_publications', ledger),
  row('published_entries', ledger),
  row('published_files', ledger),
  ...['kept_figures', 'sum_tree_tiles', 'book_balances', 'books_checks'].map((table) => row(table, town)),
  row('factor_publications', ledger),
  row('agec_shares', town),
  row('method_publications', ledger),
  ...['ledger_policy', 'ledger_copies', 'ledger_witnessed_heads', 'ledger_witnesses', 'ledger_refused_checkpoints'].map(
    (table) => row(table, ledger),
  ),

  row('score_leaves', town, after(400, 'as_of', 'score-root')),
  ...[
    'towns',
    'town_rounds',
    'claim_rule_runs',
    'figure_runs',
    'supplier_scores',
    'town_scores',
    'search_documents',
    'search_sellers',
    'search_state',
    'search_remote',
    'public_version',
    'jobs',
    'backups',
    'health_probes',
    'running_servers',
  ].map((table) => row(table, town)),
];

/** The rows whose term the job `retention` keeps. */
export const retainedByJob = retention.filter(({ by }) => by === 'retention');
