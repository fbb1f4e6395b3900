// The tables that public pages read. A row of one that changes moves the public version, and with it every kept answer.
// public-tables.test.ts reads every public page and fails when it opens a table that is in neither list.

/** A written row moves the number: orders too, for the town's totals count what was taken back or erased. */
export const publicTables = [
  'offers',
  'capacities',
  'weekly_plans',
  'plan_exceptions',
  'offer_sessions',
  'spans',
  'offer_images',
  'suppliers',
  'supplier_scores',
  'town_scores',
  'supplier_facts',
  'supplier_labels',
  'supplier_exemptions',
  'evidence',
  'claim_reports',
  'claim_replies',
  'recheck_draws',
  'method_publications',
  'factor_publications',
  'search_state',
  'search_sellers',
  'search_documents',
  'orders',
  'order_lines',
  'order_parts',
  'order_outcomes',
  'town_publications',
  'published_entries',
  'published_files',
  'kept_figures',
  'ledger_entries',
  'ledger_figures',
  'ledger_policy',
  'ledger_checkpoints',
  'ledger_copies',
  'ledger_cosignatures',
] as const;

/** Opened on the way to a public page, and nothing of their rows is shown to a visitor without a session. */
export const unseenTables: Readonly<Record<string, string>> = {
  span_movements: 'its last number alone, which moves with a row of spans',
  towns: 'read once, when the process starts',
  audit: 'the time of a change of a profile, which moves the number by its row of suppliers',
};
