import type { AcceptedEvidence, CriterionId, criteria as fr } from '../fr/town-criteria.ts';

const examples: Record<CriterionId, string> = {
  'eco.territory_retention':
    'Of €200,000 of sales and grants, €70,000 of net wages to people living here and €34,000 bought from establishments here: 104,000 / 200,000 = 52 %.',
  'eco.local_control': 'A workers’ cooperative where staff hold 88 % of votes and the commune 7 %: 95 %.',
  'eco.surplus_reinvested':
    'Three years of surplus: €60,000, of which €51,000 put in reserve or shared with staff: 85 %.',
  'eco.pay_ratio': 'The highest wage is €3,200, the lowest €1,600: 2.',
  'eco.supplier_payment_days': 'Your purchase invoices are paid 24 days after receipt on average: 24.',
  'eco.intermediaries': 'You sell what you make: 0. You resell what a wholesaler buys from the maker: 1.',
  'eco.job_intensity': 'Five full-time equivalents for €300,000 of resources: 16.7 per million.',
  'eco.price_transparency': 'Of twenty offers, twelve publish what their price is made of: 60 %.',
  'soc.inclusion_hours': 'Of 8,000 hours worked, 1,600 on a work-integration path: 20 %.',
  'soc.job_stability': 'Nine contracts out of ten are permanent: 90 %.',
  'soc.training_hours': 'Five people, 70 hours of training in the year: 14.',
  'soc.pay_equity': 'For equal work women earn 3 % less: 3 %.',
  'soc.safety_ratio': 'Your accident rate equals your trade’s: 1. Half of it: 0.5.',
  'soc.governance': 'Staff are consulted: 1. They elect representatives who vote: 2. One person, one vote: 3.',
  'soc.accessibility':
    'One point each: step-free access, solidarity prices, readable documents, contact without telephone, evening hours.',
  'soc.supply_rights':
    '74 % of your purchases come from countries where labour rights are guaranteed, or are certified: 74 %.',
  'env.carbon_ratio': 'Your emissions per euro are 0.7 times your trade’s: 0.7.',
  'env.circular_inputs': 'Of 10 tonnes of materials bought, 5.5 are reused or recycled: 55 %.',
  'env.life_extension': 'Half of your sales come with a long guarantee, repair or take-back: 50 %.',
  'env.renewable_energy': '45 % of your energy comes from renewable sources: 45 %.',
  'env.low_impact_delivery': 'Three deliveries in ten go by cargo bike or shared electric round: 30 %.',
  'env.packaging_reuse': 'Of 1,000 crates delivered, 780 come back and serve again: 78 %.',
  'env.biodiversity_practice': '75 % of your land or sensitive purchases is organic or equivalent: 75 %.',
  'env.hazard_free': '96 % of your products and inputs hold no substance of concern: 96 %.',
};

const accepted: Record<CriterionId, AcceptedEvidence> = {
  'eco.territory_retention': {
    L1: 'breakdown declared over 12 months',
    L2: 'extract of the supplier ledger and anonymised payroll return',
    L3: 'certificate of an accountant or auditor',
    L4: 'no public register',
  },
  'eco.local_control': {
    L1: 'declaration',
    L2: 'articles and list of members',
    L3: 'cooperative review or certificate',
    L4: 'company register (sole trader, EARL, GAEC) or association register',
  },
  'eco.surplus_reinvested': {
    L1: 'declaration',
    L2: 'minutes of the meeting that allocated the result',
    L3: 'accounts filed and public',
    L4: 'a status that imposes it: association, SCIC, current ESUS approval',
  },
  'eco.pay_ratio': {
    L1: 'signed declaration',
    L2: 'anonymised payroll return',
    L3: 'accountant’s certificate',
    L4: 'ESUS approval (capped at 10)',
  },
  'eco.supplier_payment_days': {
    L1: 'declaration',
    L2: 'aged creditors report',
    L3: 'management report or auditor’s certificate',
    L4: 'delays measured by the platform, if you buy here too',
  },
  'eco.intermediaries': {
    L1: 'declaration',
    L2: 'sample of ten purchase invoices',
    L3: 'organic, AOP or fair-trade inspection stating the origin',
    L4: 'none',
  },
  'eco.job_intensity': {
    L1: 'declaration',
    L2: 'payroll returns and income statement',
    L3: 'filed accounts (average headcount)',
    L4: 'Sirene headcount band and published turnover',
  },
  'eco.price_transparency': {
    L1: 'a box ticked without a breakdown: 0',
    L2: 'breakdown published and consistent with three invoices',
    L3: 'fair-trade audit',
    L4: 'measured by the platform, checked by sampling',
  },
  'soc.inclusion_hours': {
    L1: 'declaration',
    L2: 'financial annex of the integration agreement, disability return, invoices of sheltered firms',
    L3: 'State integration extranet, or certificate of a social-clause facilitator',
    L4: 'SIAE/EA/ESAT status confirmed by the register (proves the status; level 4 only for the 20 % floor)',
  },
  'soc.job_stability': {
    L1: 'declaration',
    L2: 'anonymised payroll return or staff register',
    L3: 'social database or certificate',
    L4: 'none',
  },
  'soc.training_hours': {
    L1: 'declaration',
    L2: 'training certificates',
    L3: 'Qualiopi audit or integration report',
    L4: 'none',
  },
  'soc.pay_equity': {
    L1: 'declaration',
    L2: 'computed from anonymised payroll',
    L3: 'equality index computed by a third party',
    L4: 'Egapro (50 employees and more)',
  },
  'soc.safety_ratio': {
    L1: 'declaration',
    L2: 'work accident account and hours worked',
    L3: 'Carsat certificate or audit',
    L4: 'national statistics for the denominator',
  },
  'soc.governance': {
    L1: 'declaration',
    L2: 'articles, rules, minutes',
    L3: 'cooperative review',
    L4: 'legal form in Sirene (SCOP, SCIC, association, GAEC, mutual): level 3',
  },
  'soc.accessibility': {
    L1: 'declaration',
    L2: 'documents (price list, photographs)',
    L3: 'accessibility audit',
    L4: 'Acceslibre (place)',
  },
  'soc.supply_rights': {
    L1: 'declaration',
    L2: 'list of the ten largest suppliers with countries',
    L3: 'certificates (Fairtrade, SA8000, SMETA)',
    L4: 'none',
  },
  'env.carbon_ratio': {
    L1: 'the platform’s simple tool (energy bills, km, purchases)',
    L2: 'own report with documents',
    L3: 'greenhouse-gas report by a provider',
    L4: 'report published on bilans-ges.ademe.fr',
  },
  'env.circular_inputs': {
    L1: 'declaration',
    L2: 'weighing register, eco-organisation slips',
    L3: 'FSC Recycled, GRS, EuCertPlast, validated declarations',
    L4: 'none',
  },
  'env.life_extension': {
    L1: 'declaration',
    L2: 'terms of sale, contracts, data sheets',
    L3: 'durability or repairability index, QualiRépar',
    L4: 'none',
  },
  'env.renewable_energy': {
    L1: 'declaration',
    L2: 'bills and contract',
    L3: 'VertVolt or guarantee-of-origin certificate',
    L4: 'national register of guarantees of origin',
  },
  'env.low_impact_delivery': {
    L1: 'declaration',
    L2: 'round logs',
    L3: 'Objectif CO2, EcoVadis transport',
    L4: 'measured by the platform over 12 months',
  },
  'env.packaging_reuse': {
    L1: 'declaration',
    L2: 'washing or deposit invoices',
    L3: 'eco-organisation',
    L4: 'returns scanned on the platform',
  },
  'env.biodiversity_practice': {
    L1: 'declaration',
    L2: 'invoices',
    L3: 'current certificate',
    L4: 'Agence Bio directory, by SIRET',
  },
  'env.hazard_free': {
    L1: 'declaration',
    L2: 'safety data sheets',
    L3: 'EU Ecolabel, organic, certificate',
    L4: 'SCIP (ECHA)',
  },
};

export const criteria: typeof fr = { examples, accepted };
