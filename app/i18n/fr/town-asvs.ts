import type { AsvsVerdict } from '#app/domain/shared/asvs.ts';
import { pluralForm } from '../format.ts';

const rows = (count: number) => pluralForm(count, 'fr', 'exigence', 'exigences');

/** The page that says what is held of OWASP ASVS, and what is not. */
export const asvsPage = {
  title: 'Sécurité',
  lead: (counts: Record<AsvsVerdict, number>) =>
    `Des ${counts.met + counts.partly + counts['not met']} exigences de l’OWASP ASVS 5.0, niveaux 1 et 2, qui s’appliquent ici, ${counts.met} sont tenues, ${counts.partly} en partie, ${counts['not met']} non.`,
  sections: (contact: string): [string, string][] => [
    [
      'Comment nous le savons',
      'Chaque exigence tenue nomme l’essai automatique ou le fichier qui la montre. Un essai qui manque, que l’on saute ou qui ne parle pas de son exigence fait échouer le contrôle. « halle security verify » les rejoue.',
    ],
    [
      'Signaler une faille',
      `Écrivez à ${contact} ; un humain répond sous trois jours ouvrés. Les délais de correction sont dans SECURITY.md.`,
    ],
  ],
  language: 'Les notes sont en anglais, la langue de la norme.',
  level: (level: 'L1' | 'L2'): string => (level === 'L1' ? 'niveau 1' : 'niveau 2'),
  verdicts: {
    met: (count: number) => `Tenu : ${rows(count)}`,
    partly: (count: number) => `Tenu en partie : ${rows(count)}`,
    'not met': (count: number) => `Pas tenu : ${rows(count)}`,
  } satisfies Record<AsvsVerdict, (count: number) => string>,
};
