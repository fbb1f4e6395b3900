import { pluralForm } from '../format.ts';
import type { asvsPage as fr } from '../fr/town-asvs.ts';

const rows = (count: number) => pluralForm(count, 'en', 'requirement', 'requirements');

export const asvsPage: typeof fr = {
  title: 'Security',
  lead: (counts) =>
    `Of the ${counts.met + counts.partly + counts['not met']} requirements of OWASP ASVS 5.0, levels 1 and 2, that apply here, ${counts.met} are met, ${counts.partly} in part, ${counts['not met']} not.`,
  sections: (contact) => [
    [
      'How we know',
      'Each requirement that is met names the automatic test or the file that shows it. A test that is missing, skipped or silent about its requirement fails the whole check. “halle security verify” runs them again.',
    ],
    [
      'Report a weakness',
      `Write to ${contact}; a person answers within three working days. SECURITY.md has the terms of corrections.`,
    ],
  ],
  language: 'The notes are in English, the language of the standard.',
  level: (level) => (level === 'L1' ? 'level 1' : 'level 2'),
  verdicts: {
    met: (count) => `Met: ${rows(count)}`,
    partly: (count) => `Met in part: ${rows(count)}`,
    'not met': (count) => `Not met: ${rows(count)}`,
  },
};
