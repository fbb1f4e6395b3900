// A drawn signature: strokes of points, such as "12,40 15,42;30,10 31,12". Plain numbers, so that no file is stored. Pure.

/** Up to 4,000 characters; each coordinate from 0 to 999, in a field of 300 by 120. */
export const strokesPattern = /^(?=.{1,4000}$)\d{1,3},\d{1,3}(?:[ ;]\d{1,3},\d{1,3})*$/;

/** The points of each stroke, as the `points` of an SVG polyline. */
export function strokePoints(drawing: string): string[] {
  return drawing.split(';');
}
