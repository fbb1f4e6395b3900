import type { LoaderFunctionArgs } from '@remix-run/node';
import { typeOf } from '#app/domain/catalogue/image-files.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** A photograph in one width and format. Its name is random and its bytes never change. */
export const loader = routeHandler('market/images.$file', async (ctx, { params }: LoaderFunctionArgs) => {
  const file = /^(img_[0-9A-Z]{16}-(?:480|960|1600)\.(avif|webp|jpg))$/.exec(params.file ?? '');
  const bytes = file && (await ctx.services.storage.get(`images/${file[1]}`));
  if (!bytes) throw new NotFound('image');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': typeOf(file[2]!),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  });
});
