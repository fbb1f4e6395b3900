import type { identifiers as fr } from '../fr/identifiers.ts';

export const identifiers: typeof fr = {
  siret: {
    length: 'A SIRET has fourteen digits.',
    'siren-key': 'This SIRET has not the right check digit: its first nine digits are not a SIREN.',
    'siret-key': 'This SIRET has not the right check digit: check the fourteen digits.',
  },
  rna: { shape: 'An RNA number is a W and nine digits, such as W511234567.' },
  vatNumber: {
    country: 'A VAT number begins with the two letters of a member state (EL for Greece), such as FR12345678901.',
    shape: 'This VAT number has not the form of those of its state.',
    key: 'This VAT number has not the right check digits: check each character.',
    'other-company': 'This is the number of another company: yours ends in your SIREN.',
  },
  iban: {
    shape: 'An IBAN begins with two letters and two digits, such as FR14 2004 1010 0505 0001 3M02 606.',
    overseas: 'Overseas France writes its IBANs with FR.',
    country: 'This country has no IBAN.',
    length: 'This IBAN has not the length of those of its country.',
    key: 'This IBAN has not the right check digits: check each character.',
    'rib-key': 'The RIB key of this IBAN is wrong: check each character.',
  },
  phone: {
    digits: 'A telephone number is written in digits, such as 03 26 00 00 00.',
    country: 'No country has this code.',
    length: 'This number has not the digits of those of its country, such as 03 26 00 00 00.',
  },
  email: {
    at: 'An e-mail address is written name@example.com.',
    'local-part': 'Before the @, one character cannot be in an e-mail address.',
    'local-accents': 'Before the @, write without accents: few servers take such addresses.',
    'local-length': 'Before the @, sixty-four characters at most.',
    domain: 'After the @, this is no domain name, such as example.com.',
    'domain-length': 'This address is too long for an e-mail.',
  },
  gtin: {
    length: 'A barcode (GTIN) has 8, 12, 13 or 14 digits.',
    key: 'This barcode has not the right check digit: check each digit.',
  },
  controlBody: { shape: 'The code of a control body is written FR-BIO-01.' },
  healthMark: { shape: 'The health mark is written FR 51.454.001 CE.' },
};
