import { launchBrowser } from './chromium.ts';
import { ecoGrade, ecoIndex } from './ecoindex.ts';

export type PageWeight = {
  path: string;
  elements: number;
  requests: number;
  kB: number;
  scriptKB: number;
  ecoIndex: number;
  grade: string;
};

/** Bytes of each page for a new visitor, as the browser received them. */
export async function weighPages(origin: string, paths: string[]): Promise<PageWeight[]> {
  const browser = await launchBrowser();
  const weights: PageWeight[] = [];
  for (const path of paths) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const kinds = new Map<string, string>();
    let [requests, bytes, script] = [0, 0, 0];
    await cdp.send('Network.enable');
    cdp.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      requests++;
      bytes += encodedDataLength;
      if (kinds.get(requestId) === 'Script') script += encodedDataLength;
    });
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    const elements = await page.evaluate(
      () => document.querySelectorAll('*').length - document.querySelectorAll('svg *').length,
    );
    const kB = Math.round(bytes / 100) / 10;
    const index = ecoIndex(elements, requests, kB);
    weights.push({
      path,
      elements,
      requests,
      kB,
      scriptKB: Math.round(script / 100) / 10,
      ecoIndex: Math.round(index * 10) / 10,
      grade: ecoGrade(index),
    });
    await context.close();
  }
  await browser.close();
  return weights;
}
