// Titles of the fictional evidence documents, in both languages.
const d = (fr: string, en: string) => ({ fr, en });

export const documents: Record<string, { fr: string; en: string }> = {
  'eco.territory_retention': d('Grand livre fournisseurs et paie', 'Supplier ledger and payroll extract'),
  'eco.local_control': d('Statuts et liste des associés', 'Articles and list of members'),
  'eco.surplus_reinvested': d('Comptes annuels', 'Annual accounts'),
  'eco.pay_ratio': d('Livre de paie', 'Payroll summary'),
  'eco.supplier_payment_days': d('Balance âgée fournisseurs', 'Aged creditors report'),
  'eco.intermediaries': d('Factures d’achat', 'Purchase invoices'),
  'eco.job_intensity': d('DSN et comptes annuels', 'Payroll returns and annual accounts'),
  'eco.price_transparency': d('Décomposition du prix', 'Price breakdown'),
  'soc.inclusion_hours': d('Annexe financière IAE', 'Work-integration agreement'),
  'soc.job_stability': d('Registre du personnel', 'Staff register'),
  'soc.training_hours': d('Plan de formation', 'Training plan'),
  'soc.pay_equity': d('Index égalité', 'Pay equality index'),
  'soc.safety_ratio': d('Compte AT/MP', 'Work accident account'),
  'soc.governance': d('Procès-verbaux d’assemblée', 'General meeting minutes'),
  'soc.accessibility': d('Registre d’accessibilité', 'Accessibility register'),
  'soc.supply_rights': d('Cartographie des achats', 'Purchasing map'),
  'env.carbon_ratio': d('Bilan des émissions', 'Emissions report'),
  'env.circular_inputs': d('Registre des matières', 'Materials register'),
  'env.life_extension': d('Conditions de garantie et de reprise', 'Guarantee and take-back terms'),
  'env.renewable_energy': d('Contrat et factures d’énergie', 'Energy contract and bills'),
  'env.low_impact_delivery': d('Relevé de tournées', 'Delivery round log'),
  'env.packaging_reuse': d('Suivi des consignes', 'Returnables log'),
  'env.biodiversity_practice': d('Certificats et plan de culture', 'Certificates and crop plan'),
  'env.hazard_free': d('Fiches de données de sécurité', 'Safety data sheets'),
};

/** The certifying body of each label. */
export const labels: Record<string, string> = {
  ess: 'Registre national des entreprises',
  siae: 'DREETS Grand Est',
  ea: 'DREETS Grand Est',
  esat: 'ARS Grand Est',
  organic: 'Organisme certificateur FR-BIO (fictif)',
  'label-rouge': 'Organisme certificateur (fictif)',
  rge: 'Qualifelec / Qualibat (fictif)',
  qualiopi: 'Organisme certificateur (fictif)',
  'imprim-vert': 'Chambre de métiers (fictif)',
  'ecocert-cleaning': 'Organisme certificateur (fictif)',
};
