import type { statutory as french } from '../fr/mail-statutory.ts';

export const statutory: typeof french = {
  siret: (siret) => `SIRET ${siret}`,
  vatNumber: (number) => `VAT ${number}`,
  terms: 'Terms of sale, as on the day of the order',
  complaints: (contact) =>
    `The cooperative that keeps the hall answers at ${contact}. If its answer does not suit you, you may turn to a consumer mediator.`,
  guarantee: [
    'Legal guarantee of conformity: for two years from delivery, the seller answers for any lack of conformity of the goods, new or second-hand (French Consumer Code, art. L. 217-3). A fault that appears within twenty-four months, or within twelve months for second-hand goods, is presumed to have existed at delivery (art. L. 217-7). You may ask for repair or replacement free of charge, failing that for a lower price or the end of the contract. The legal guarantee applies whatever commercial guarantee there is.',
    'Guarantee against hidden defects: for two years from the discovery of the defect, you may ask for a lower price, or return the goods for a refund (French Civil Code, art. 1641 to 1649).',
  ],
  withdrawal: [
    'Right of withdrawal: you may withdraw without giving any reason within fourteen days of receiving the goods, or of the order for a service (French Consumer Code, art. L. 221-18). An unequivocal statement is enough, sent to the seller before the period ends, for example by answering this letter or with the form below. The seller refunds everything, ordinary delivery included, at the latest fourteen days after being informed, by the means of payment that you used; it may wait until it has the goods or the proof that they were sent. Send the goods back within the following fourteen days; the direct cost of returning them is yours.',
    'This right does not exist, among others, for goods that spoil quickly, for what is made to measure, for a service fully performed with your agreement, and for accommodation, transport, vehicle rental, catering or leisure on a given date (art. L. 221-28).',
  ],
  form: {
    title: 'Withdrawal form',
    lines: (sellers) => [
      '(Complete and return this form only if you wish to withdraw from the contract.)',
      `- To: ${sellers}`,
      '- I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods (*)/for the provision of the following service (*):',
      '- Ordered on (*)/received on (*):',
      '- Name of consumer(s):',
      '- Address of consumer(s):',
      '- Signature of consumer(s) (only if this form is notified on paper):',
      '- Date:',
      '- (*) Delete as appropriate.',
    ],
  },
};
