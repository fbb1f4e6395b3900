import QRCode from 'qrcode';

/** The modules of a QR code. Error correction level L, because an address with a receipt in it is long. */
export function qrCells(text: string): { size: number; dark: (x: number, y: number) => boolean } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' });
  return { size: modules.size, dark: (x, y) => modules.get(y, x) === 1 };
}

/** The same code as a small data URL image, for a page. */
export function qrPicture(text: string): Promise<string> {
  return QRCode.toDataURL(text, { errorCorrectionLevel: 'L', margin: 2, scale: 2 });
}
