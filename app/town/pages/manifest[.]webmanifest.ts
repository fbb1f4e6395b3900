import { languageOf } from '#app/domain/shared/locale.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { sharePicture } from '#app/ui/share-picture.ts';

/** The colours of the header and of the paper in the light scheme; a manifest knows no other. */
const colours = { theme_color: '#2c6b4c', background_color: '#faf8f3' };

/** The market as a device keeps it on its home screen (W3C, Web Application Manifest). */
export const loader = routeHandler('town/manifest[.]webmanifest', (ctx) => {
  const manifest = {
    id: '/',
    name: `Halle · ${ctx.town.name}`,
    short_name: 'Halle',
    description: ctx.t.sharing.market(ctx.town.name),
    lang: languageOf(ctx.locale).tag,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    ...colours,
    icons: [
      { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
      ...[192, 512].map((size) => ({
        src: sharePicture(`icon-${size}`),
        type: 'image/png',
        sizes: `${size}x${size}`,
        purpose: 'any',
      })),
    ],
    shortcuts: [{ name: ctx.t.catalogue.title, url: '/offers' }],
  };
  return new Response(JSON.stringify(manifest), {
    headers: {
      'content-type': 'application/manifest+json',
      'cache-control': publicPage,
      vary: 'Accept-Language, Cookie',
    },
  });
});
