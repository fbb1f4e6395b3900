// Answers of the public company directory for fictional companies, made of their legal form and their labels.
import type { RegistryResult } from '#app/domain/suppliers/company-registry.server.ts';

/** INSEE codes of the legal forms in suppliers.psv, by how each begins. */
const formCodes: Record<string, string> = {
  Association: '9220',
  EARL: '6598',
  GAEC: '6533',
  Entrepreneur: '1000',
  EURL: '5498',
  SARL: '5499',
  SAS: '5710',
  SCA: '6317',
  SCIC: '5710',
  SCOP: '5458',
};

const flags = ['ess', 'siae', 'organic', 'rge'] as const;

export function companyOf(legalForm: string, name: string, labels: readonly { label: string }[]): RegistryResult {
  const form = Object.entries(formCodes).find(([word]) => legalForm.startsWith(word))?.[1] ?? null;
  return {
    outcome: 'found',
    company: {
      name,
      form,
      naf: null,
      headcountBand: null,
      flags: flags.filter((flag) => labels.some(({ label }) => label === flag)),
    },
  };
}
