import type { IdentifierRefusals } from '#app/domain/shared/identifiers/identifier.ts';

type Sentences = { [Kind in keyof IdentifierRefusals]: Record<IdentifierRefusals[Kind], string> };

/** Why an identifier was refused, by its kind. They are read on the server only. */
export const identifiers: Sentences = {
  siret: {
    length: 'Un SIRET a quatorze chiffres.',
    'siren-key': 'Ce SIRET n’a pas la bonne clé : ses neuf premiers chiffres ne sont pas un SIREN.',
    'siret-key': 'Ce SIRET n’a pas la bonne clé : vérifiez les quatorze chiffres.',
  },
  rna: { shape: 'Un numéro RNA est un W et neuf chiffres, comme W511234567.' },
  vatNumber: {
    country: 'Un numéro de TVA commence par les deux lettres d’un État membre (EL pour la Grèce), comme FR12345678901.',
    shape: 'Ce numéro de TVA n’a pas la forme de ceux de son État.',
    key: 'Ce numéro de TVA n’a pas la bonne clé : vérifiez chaque signe.',
    'other-company': 'Ce numéro est celui d’une autre entreprise : il se termine par votre SIREN.',
  },
  iban: {
    shape: 'Un IBAN commence par deux lettres et deux chiffres, comme FR14 2004 1010 0505 0001 3M02 606.',
    overseas: 'Outre-mer, un IBAN commence par FR.',
    country: 'Ce pays n’a pas d’IBAN.',
    length: 'Cet IBAN n’a pas la longueur de ceux de son pays.',
    key: 'Cet IBAN n’a pas la bonne clé : vérifiez chaque signe.',
    'rib-key': 'La clé RIB de cet IBAN est fausse : vérifiez chaque signe.',
  },
  phone: {
    digits: 'Un numéro de téléphone s’écrit en chiffres, comme 03 26 00 00 00.',
    country: 'Aucun pays n’a cet indicatif.',
    length: 'Ce numéro n’a pas les chiffres de ceux de son pays, comme 03 26 00 00 00.',
  },
  email: {
    at: 'Un courriel s’écrit nom@exemple.fr.',
    'local-part': 'Avant le @, un signe ne peut pas être dans un courriel.',
    'local-accents': 'Avant le @, écrivez sans accents : peu de serveurs acceptent ces adresses.',
    'local-length': 'Avant le @, soixante-quatre signes au plus.',
    domain: 'Après le @, ce n’est pas un nom de domaine, comme exemple.fr.',
    'domain-length': 'Cette adresse est trop longue pour un courriel.',
  },
  gtin: {
    length: 'Un code-barres (GTIN) a 8, 12, 13 ou 14 chiffres.',
    key: 'Ce code-barres n’a pas la bonne clé : vérifiez chaque chiffre.',
  },
  controlBody: { shape: 'Le code d’un organisme certificateur s’écrit FR-BIO-01.' },
  healthMark: { shape: 'L’estampille sanitaire s’écrit FR 51.454.001 CE.' },
};
