// The town's map as a rectangle of degrees, without projection: accurate to 100 metres, enough to place a supplier.
import type { Point } from './geo.ts';
import type { Bounds, Town } from './town.ts';

/** Side of the square map in pixels, the same on every screen: the unit of a click on it. */
export const mapSize = 288;

/** Space around the outer communes, in degrees of latitude: about two kilometres. */
const margin = 0.0185;
/** The edges are rounded, so that a commune that moves a little does not move the map. */
const step = 0.005;

/** The rectangle that shows all communes of the town. */
export function mapBounds({ communes, hub }: Pick<Town, 'communes' | 'hub'>): Bounds {
  const lats = [hub, ...communes].map(({ lat }) => lat);
  const lons = [hub, ...communes].map(({ lon }) => lon);
  const marginLon = margin / Math.cos((hub.lat * Math.PI) / 180);
  const edge = (degrees: number) => Math.round(Math.round(degrees / step) * step * 1e5) / 1e5;
  return {
    south: edge(Math.min(...lats) - margin),
    north: edge(Math.max(...lats) + margin),
    west: edge(Math.min(...lons) - marginLon),
    east: edge(Math.max(...lons) + marginLon),
  };
}

export function toPixels({ lat, lon }: Point, bounds: Bounds): { x: number; y: number } {
  return {
    x: Math.round(((lon - bounds.west) / (bounds.east - bounds.west)) * mapSize),
    y: Math.round(((bounds.north - lat) / (bounds.north - bounds.south)) * mapSize),
  };
}

/** Point of a pixel, rounded to five decimals (about a metre). */
export function toPoint({ x, y }: { x: number; y: number }, bounds: Bounds): Point {
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  const within = (pixel: number) => Math.min(mapSize, Math.max(0, pixel)) / mapSize;
  return {
    lat: round(bounds.north - within(y) * (bounds.north - bounds.south)),
    lon: round(bounds.west + within(x) * (bounds.east - bounds.west)),
  };
}
