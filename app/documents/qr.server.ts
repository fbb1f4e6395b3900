import QRCode from 'qrcode';

/** The modules of a QR code. Error correction level L, because an address with a receipt in it is long. */
export function qrCells(text: string): { size: number; dark: (x: number, y: number) => boolean } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' });
  return { size: modules.size, dark: (x, y) => modules.get(y, x) === 1 };
}

const known = new Map<string, Promise<string>>();
const maxKnown = 400;

/**
 * The same code as a small data URL image, for a page. Making one costs milliseconds, and receipts do not change: the
 * latest pictures are remembered.
 */
export function qrPicture(text: string): Promise<string> {
  const picture = known.get(text) ?? QRCode.toDataURL(text, { errorCorrectionLevel: 'L', margin: 2, scale: 2 });
  known.delete(text);
  if (known.size >= maxKnown) known.delete(known.keys().next().value!);
  known.set(text, picture);
  return picture;
}
