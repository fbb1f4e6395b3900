// The town's map as a rectangle of degrees, without projection: accurate to 100 metres, enough to place a supplier.
import type { Point } from './geo.ts';

/** Side of the square map in pixels, the same on every screen: the unit of a click on it. */
export const mapSize = 288;

const bounds = { south: 49.195, north: 49.395, west: 3.86, east: 4.245 };

export function toPixels({ lat, lon }: Point): { x: number; y: number } {
  return {
    x: Math.round(((lon - bounds.west) / (bounds.east - bounds.west)) * mapSize),
    y: Math.round(((bounds.north - lat) / (bounds.north - bounds.south)) * mapSize),
  };
}

/** Point of a pixel, rounded to five decimals (about a metre). */
export function toPoint({ x, y }: { x: number; y: number }): Point {
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  const within = (pixel: number) => Math.min(mapSize, Math.max(0, pixel)) / mapSize;
  return {
    lat: round(bounds.north - within(y) * (bounds.north - bounds.south)),
    lon: round(bounds.west + within(x) * (bounds.east - bounds.west)),
  };
}

/** True if the point is within the map. */
export function onMap({ lat, lon }: Point): boolean {
  return lat >= bounds.south && lat <= bounds.north && lon >= bounds.west && lon <= bounds.east;
}
