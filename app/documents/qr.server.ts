import QRCode from 'qrcode';

/** The modules of a QR code. Error correction level L, because an address with a receipt in it is long. */
export function qrCells(text: string): { size: number; dark: (x: number, y: number) => boolean } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' });
  return { size: modules.size, dark: (x, y) => modules.get(y, x) === 1 };
}

const known = new Map<string, Promise<string>>();
const maxKnown = 400;

/** Making a picture costs milliseconds, and what it says does not change: the latest ones are remembered. */
function kept(key: string, make: () => Promise<string>): Promise<string> {
  const picture = known.get(key) ?? make();
  known.delete(key);
  if (known.size >= maxKnown) known.delete(known.keys().next().value!);
  known.set(key, picture);
  return picture;
}

/** The same code as a small data URL image, for a page with long texts such as receipts: as a drawing it would be ten times as long. */
export function qrPicture(text: string): Promise<string> {
  return kept(`png ${text}`, () => QRCode.toDataURL(text, { errorCorrectionLevel: 'L', margin: 2, scale: 2 }));
}

type Drawing = Pick<QRCode.QRCodeToStringOptions, 'margin' | 'errorCorrectionLevel'>;

/** A code as a data URL drawing, for an address: made in less than half the time of the picture. `margin` in modules. */
export function qrDrawing(text: string, options: Drawing): Promise<string> {
  return kept(`svg ${JSON.stringify(options)} ${text}`, async () => {
    const svg = await QRCode.toString(text, { type: 'svg', ...options });
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
}
