import { mapBounds, mapSize, toPixels } from '#app/domain/shared/town-map.ts';
import { routeHandler, withEtag } from '#app/http/handler.server.ts';

const headers = { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=3600' };

/** The town's clickable map: villages as dots with their names. It is an image, so it has its own colours. */
export const loader = routeHandler('town/town-map[.]svg', (ctx) => {
  const at = ctx.url.searchParams.get('at')?.split(',').map(Number) ?? [];
  const [lat, lon] = at.length === 2 && at.every(Number.isFinite) ? at : [];
  const bounds = mapBounds(ctx.town);
  const dots = ctx.town.communes.map((place) => {
    const { x, y } = toPixels(place, bounds);
    const left = x > mapSize - 80;
    return `<circle cx="${x}" cy="${y}" r="2.5"/><text x="${left ? x - 5 : x + 5}" y="${y + 3}" text-anchor="${left ? 'end' : 'start'}">${place.name}</text>`;
  });
  const town = toPixels(ctx.town.hub, bounds);
  const own = lat !== undefined && lon !== undefined ? toPixels({ lat, lon }, bounds) : null;
  const mark = own
    ? `<path d="M${own.x} ${own.y}l-7-12a8 8 0 1 1 14 0z" fill="#a8462f" stroke="#fff" stroke-width="1.5"/>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${mapSize}" height="${mapSize}" viewBox="0 0 ${mapSize} ${mapSize}" font-family="system-ui, sans-serif" font-size="8.5" fill="#5a666b"><rect width="100%" height="100%" fill="#faf8f3"/><g fill="none" stroke="#e3ded2"><circle cx="${town.x}" cy="${town.y}" r="40"/><circle cx="${town.x}" cy="${town.y}" r="80"/><circle cx="${town.x}" cy="${town.y}" r="120"/></g>${dots.join('')}<circle cx="${town.x}" cy="${town.y}" r="5" fill="#2c6b4c"/><text x="${town.x + 8}" y="${town.y - 5}" fill="#2c6b4c" font-weight="700">${ctx.town.shortName}</text>${mark}</svg>`;
  return withEtag(svg, headers);
});
