// "Atelier Rebond" of the method's worked example, as input of `halle score`.
const date = '2026-06-01';
const facts: [string, number, string][] = [
  ['eco.territory_retention', 58, 'L3'],
  ['eco.local_control', 100, 'L2'],
  ['eco.surplus_reinvested', 100, 'L4'],
  ['eco.pay_ratio', 3.2, 'L2'],
  ['eco.supplier_payment_days', 34, 'L2'],
  ['eco.intermediaries', 0, 'L2'],
  ['eco.job_intensity', 38.7, 'L3'],
  ['eco.price_transparency', 20, 'L2'],
  ['soc.inclusion_hours', 62, 'L3'],
  ['soc.job_stability', 88, 'L2'],
  ['soc.training_hours', 28, 'L2'],
  ['soc.pay_equity', 3, 'L1'],
  ['soc.safety_ratio', 1.3, 'L2'],
  ['soc.governance', 2, 'L2'],
  ['soc.accessibility', 3, 'L1'],
  ['soc.supply_rights', 85, 'L1'],
  ['env.carbon_ratio', 0.4, 'L1'],
  ['env.circular_inputs', 92, 'L2'],
  ['env.life_extension', 60, 'L2'],
  ['env.renewable_energy', 15, 'L1'],
  ['env.low_impact_delivery', 20, 'L1'],
  ['env.packaging_reuse', 70, 'L1'],
  ['env.hazard_free', 80, 'L1'],
];

export const rebond = {
  method: 'mv112-impact',
  asOf: '2026-11-23',
  headcount: 24,
  notApplicable: ['env.biodiversity_practice'],
  facts: Object.fromEntries(facts.map(([id, value, evidence]) => [id, { value, evidence, date }])),
};
