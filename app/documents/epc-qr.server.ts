// The QR code of a SEPA transfer that is owed, read by banks' applications: EPC069-12, version 3.1.
import QRCode from 'qrcode';

export type OwedTransfer = {
  /** Name of the account's holder, at most 70 characters. */
  holder: string;
  /** Without spaces. */
  iban: string;
  /** From 1 to 99,999,999,999 cents. */
  cents: number;
  /** The remittance information, at most 140 characters; the bank's statement repeats it. */
  remittance: string;
};

/** The text of the code: twelve lines at most, in this order. The BIC may be left out within the EEA (version 002). */
export function epcText({ holder, iban, cents, remittance }: OwedTransfer): string {
  const utf8 = '1';
  const [bic, purpose, structuredReference] = ['', '', ''];
  const amount = `EUR${(cents / 100).toFixed(2)}`;
  return [
    'BCD',
    '002',
    utf8,
    'SCT',
    bic,
    holder.slice(0, 70),
    iban,
    amount,
    purpose,
    structuredReference,
    remittance.slice(0, 140),
  ].join('\n');
}

/** The code as PNG. The guideline asks for error correction M and version 13 at most. */
export function epcPicture(owed: OwedTransfer): Promise<Buffer> {
  return QRCode.toBuffer(epcText(owed), { errorCorrectionLevel: 'M', margin: 4, scale: 4 });
}
