import QRCode from 'qrcode';

/** Error correction level L, because an address with a receipt in it is long. */
const correction = { errorCorrectionLevel: 'L' } as const;
/** A picture of two colours: without these it takes four times the bytes. */
const twoColours = { colorType: 0, filterType: 0, deflateLevel: 6, deflateStrategy: 0 };

/** All bytes in one segment: looking for runs of digits and capitals takes longer than the rest, and finds none. */
function segmentsOf(text: string): QRCode.QRCodeSegment[] {
  return [{ data: Buffer.from(text), mode: 'byte' }];
}

/** The modules of a QR code. */
export function qrCells(text: string): { size: number; dark: (x: number, y: number) => boolean } {
  const { modules } = QRCode.create(segmentsOf(text), correction);
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
  return kept(`png ${text}`, async () => {
    const drawn = { ...correction, margin: 2, scale: 2, rendererOpts: twoColours };
    const png = await QRCode.toBuffer(segmentsOf(text), drawn);
    return `data:image/png;base64,${png.toString('base64')}`;
  });
}

type Drawing = Pick<QRCode.QRCodeToStringOptions, 'margin' | 'errorCorrectionLevel'>;

/** A code as a data URL drawing, for an address: made in less than half the time of the picture. `margin` in modules. */
export function qrDrawing(text: string, options: Drawing): Promise<string> {
  return kept(`svg ${JSON.stringify(options)} ${text}`, async () => {
    const svg = await QRCode.toString(text, { type: 'svg', ...options });
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
}
