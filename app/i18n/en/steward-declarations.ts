import type { declarations as fr } from '../fr/steward-declarations.ts';

export const declarations: typeof fr = {
  shares: {
    title: 'AGEC shares',
    lead: 'Shares of the annex of decree 2024-134 that the Halle did not read stay “to be entered” in statements. Enter those that you have read, with where they stand.',
    line: 'Category',
    from: 'From the year',
    reuse: 'Reuse, %',
    recycled: 'Recycled matter, %',
    source: 'Where it is written',
    sourceHint: 'Article, annex, line, and the address.',
    save: 'Save the shares',
    known: 'Shares entered',
    none: 'No share was entered.',
    empty: 'at least one of the two shares',
  },
  lines: {
    title: 'Large lines',
    lead: 'A line above 1,000 kg of CO₂e is sold without a figure until someone looked at it. Released, it is written again in the ledger, with its figure.',
    none: 'No line waits.',
    reason: 'Why this figure is right',
    release: 'Release the figure',
  },
  certificates: {
    title: 'Certificates',
    lead: 'A quality label counts in the statements of canteens for deliveries made while this certificate is in force.',
    label: 'Label',
    certifier: 'Certifying body',
    number: 'Number',
    from: 'In force from',
    fromHint: 'Of a conversion: the day that it began.',
    until: 'to',
    inForce: (certifier, until) => `${certifier}, until ${until}`,
    save: 'Save the certificate',
    order: 'The last day comes before the first.',
  },
};
