import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Checks the width at 1280, 390 and 320 px, and axe at 1280 and 390 px. */
export async function inspectPages(page: Page, paths: readonly string[], found: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const scroll = await page.locator('html').evaluate((html) => html.scrollWidth);
      if (scroll > width) found.push(`${path} at ${width}: ${scroll} px wide`);
      if (width === 320) continue;
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      for (const violation of violations)
        found.push(
          `${path} at ${width}: ${violation.id} ${violation.nodes[0]?.target} ${violation.nodes[0]?.html.slice(0, 120)}`,
        );
    }
  }
}
