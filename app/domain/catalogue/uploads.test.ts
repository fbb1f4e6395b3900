// Valid and hostile uploads of pictures and evidence files; all of them are generated here.

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { storeEvidenceFile } from '#app/domain/evidence/evidence-files.server.ts';
import { offerImages } from '#db/schema/catalogue.ts';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { addImage, putImageFirst, removeImage } from './image-files.server.ts';
import { findFirstImages, listImages } from './images.server.ts';
import { getOwnOffer } from './listing.server.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';
const photo = (width = 1200, height = 900) => sharp({ create: { width, height, channels: 3, background: '#c96' } });

async function openSeller() {
  const town = await openTown();
  const ctx = { ...town.ctx(lucie), storage: town.storage };
  const id = offerId(town, 'poireaux-cagette-de-5-kg');
  const supplierId = town.db.$client.prepare('select supplier_id from offers where id = ?').pluck().get(id) as string;
  const offer = getOwnOffer(ctx, supplierId, id);
  const add = (bytes: Buffer, altFr = 'Poireaux en botte') =>
    addImage(ctx, offer, { bytes, alt: { fr: altFr, en: '' }, crop: 'centre' });
  return { town, ctx, offer, add };
}

test('encodes a photograph into nine files without its EXIF data', async () => {
  const { ctx, offer, add } = await openSeller();
  const exif = { IFD0: { Copyright: 'SECRET-OWNER', Make: 'SECRET-CAMERA' }, IFD3: { GPSLatitude: '49/1 19/1 0/1' } };
  const added = await add(await photo(2400, 1800).withExif(exif).jpeg().toBuffer());
  if (!added.ok) throw new Error(added.reason);
  for (const width of [480, 960, 1600])
    for (const format of ['avif', 'webp', 'jpg']) {
      const bytes = (await ctx.storage.get(`images/${added.id}-${width}.${format}`))!;
      const read = await sharp(bytes).metadata();
      expect([read.width, read.height, read.exif]).toEqual([width, (width * 3) / 4, undefined]);
      expect(bytes.toString('latin1')).not.toContain('SECRET');
    }
  expect(listImages(ctx, offer.id)).toMatchObject([
    { alt: { fr: 'Poireaux en botte', en: 'Poireaux en botte' }, width: 1600, height: 1200 },
  ]);
  await removeImage(ctx, offer, added.id);
  expect([listImages(ctx, offer.id), await ctx.storage.get(`images/${added.id}-480.jpg`)]).toEqual([[], null]);
});

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>',
);
const hostile: [string, () => Promise<Buffer> | Buffer, string][] = [
  ['an SVG with a script', () => svg, 'not-a-picture'],
  ['HTML named .jpg', () => Buffer.from('<html><script>alert(1)</script></html>'), 'not-a-picture'],
  ['a truncated JPEG', async () => (await photo().jpeg().toBuffer()).subarray(0, 900), 'not-a-picture'],
  ['a JPEG header before nothing', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'not-a-picture'],
  ['an empty file', () => Buffer.alloc(0), 'not-a-picture'],
  ['nine megabytes', () => Buffer.alloc(9 * 1024 * 1024, 1), 'too-heavy'],
  ['a bomb of 100 million pixels', () => photo(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(), 'too-large'],
  ['a stamp', () => photo(100, 100).png().toBuffer(), 'too-small'],
];
test.each(hostile)('refuses %s and stores nothing', async (_, make, reason) => {
  const { ctx, offer, add } = await openSeller();
  expect(await add(await make())).toEqual({ ok: false, reason });
  expect(listImages(ctx, offer.id), 'V1.3.4').toEqual([]);
});

test('keeps only the pixels of a polyglot of picture and page', async () => {
  const { ctx, add } = await openSeller();
  const polyglot = Buffer.concat([await photo().jpeg().toBuffer(), Buffer.from('<script>POLYGLOT</script>')]);
  const added = await add(polyglot);
  expect(added.ok && (await ctx.storage.get(`images/${added.id}-960.jpg`))!.toString('latin1')).not.toContain(
    'POLYGLOT',
  );
});

test('refuses a picture without alternative text, and a seventh picture', async () => {
  const { town, offer, add } = await openSeller();
  const bytes = await photo(400, 400).webp().toBuffer();
  expect(await add(bytes, '')).toEqual({ ok: false, reason: 'no-alt' });
  expect((await add(bytes)).ok).toBe(true);
  // Four rows without files: encoding a picture takes two seconds.
  const { id: first, ...image } = listImages({ db: town.db }, offer.id)[0]!;
  town.db
    .insert(offerImages)
    .values([1, 2, 3, 4].map((position) => ({ ...image, id: `${first}${position}`, position })))
    .run();
  expect((await add(bytes)).ok).toBe(true);
  expect(await add(bytes)).toEqual({ ok: false, reason: 'too-many' });
});

test('puts a photograph first, and a later one last', async () => {
  const { town, ctx, offer, add } = await openSeller();
  const bytes = await photo(400, 400).webp().toBuffer();
  await add(bytes);
  const { id: first, ...image } = listImages(ctx, offer.id)[0]!;
  const others = [1, 2, 3].map((position) => ({ ...image, id: `${first}${position}`, position }));
  town.db.insert(offerImages).values(others).run();
  putImageFirst(ctx, offer, `${first}2`);
  const order = () => listImages(ctx, offer.id).map(({ id }) => id);
  expect(order()).toEqual([`${first}2`, first, `${first}1`, `${first}3`]);
  expect(findFirstImages(ctx, [offer.id, 0]).get(offer.id)).toMatchObject({ id: `${first}2`, alt: image.alt });
  await removeImage(ctx, offer, `${first}2`);
  await removeImage(ctx, offer, first);
  const last = await add(bytes);
  expect(last.ok && order()).toEqual([`${first}1`, `${first}3`, last.ok && last.id]);
  putImageFirst(ctx, offer, 'img_of_another');
  expect(order()[0]).toBe(`${first}1`);
});

test('keeps a PDF as evidence, re-encodes a picture, refuses the rest', async () => {
  const { town } = await openSeller();
  const keep = (bytes: Buffer, name = '../../etc/passwd\r\nX: y.pdf') => storeEvidenceFile(town.storage, name, bytes);
  const pdf = await keep(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'));
  expect(pdf).toMatchObject({ fileType: 'application/pdf' });
  expect(pdf!.fileName).not.toMatch(/[/\\\r\n]/);
  expect(await keep(await photo().png().toBuffer(), 'photo.png')).toMatchObject({
    fileType: 'image/jpeg',
    fileName: 'photo.jpg',
  });
  for (const bytes of [
    Buffer.from('%PDF-1.7 but no end'),
    svg,
    Buffer.from('MZ\x90\x00'),
    Buffer.alloc(11 * 1024 * 1024),
  ])
    expect(await keep(bytes), 'V5.2.2').toBeNull();
});

test('refuses storage keys that leave their folder', async () => {
  const { town } = await openSeller();
  for (const key of ['../x', 'images/../../x', '/etc/passwd', 'images/a/b', 'images/%2e%2e'])
    await expect(town.storage.get(key), 'V5.3.2').rejects.toThrow('storage key');
});
