import QRCode from 'qrcode';

/** Cells of a QR code, row by row; the least redundancy, since addresses with a receipt are long. */
export function qrCells(text: string): { size: number; dark: (x: number, y: number) => boolean } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' });
  return { size: modules.size, dark: (x, y) => modules.get(y, x) === 1 };
}

/** The same as a small picture, for a page. */
export function qrPicture(text: string): Promise<string> {
  return QRCode.toDataURL(text, { errorCorrectionLevel: 'L', margin: 2, scale: 2 });
}
