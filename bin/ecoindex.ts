// EcoIndex of a page from elements, requests and kB: the quantile of each among measured pages, weighted 3, 2 and 1.
const dom = [
  0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601,
];
const requests = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const kilobytes = [
  0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37,
  2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
];

/** 0 to 100; 100 is the lightest page. */
export function ecoIndex(elements: number, requestCount: number, kB: number): number {
  return 100 - (5 * (3 * position(elements, dom) + 2 * position(requestCount, requests) + position(kB, kilobytes))) / 6;
}

export function ecoGrade(index: number): string {
  return index > 80 ? 'A' : index > 70 ? 'B' : index > 55 ? 'C' : index > 40 ? 'D' : 'E';
}

function position(value: number, quantiles: number[]): number {
  const i = quantiles.findIndex((quantile, at) => at >= 1 && value < quantile);
  if (i === -1) return 20;
  return i - 1 + (value - quantiles[i - 1]!) / (quantiles[i]! - quantiles[i - 1]!);
}
