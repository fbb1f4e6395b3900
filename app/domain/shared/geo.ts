export type Point = { lat: number; lon: number };

const earthRadiusMeters = 6_371_008.8; // IUGG mean radius

/** Great-circle distance in whole metres (haversine). */
export function distanceMeters(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return Math.round(2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Road distance is an estimate: great circle x 1.3, the usual circuity of a country road network. */
export const roadCircuity = 1.3;

/** The estimated way by the road between two points, in whole metres. */
export function roadMeters(a: Point, b: Point): number {
  return Math.round(distanceMeters(a, b) * roadCircuity);
}

/** Metres covered in a quarter of an hour: 5 km/h on foot, 15 km/h by bicycle. */
export const quarterHourMeters = { foot: 1250, bicycle: 3750 } as const;
