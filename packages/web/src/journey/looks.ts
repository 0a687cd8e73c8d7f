import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Rules whose outcome a change of colours can change; all others hold for both. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** A desk, a telephone, and a desk at 400 per cent. */
const widths = [1280, 390, 320];

/**
 * The page as it stands has no fault that axe finds: every rule in light, the rules of colour again in dark and with more
 * contrast; what one can press is large enough; and nothing sticks out sideways at any width.
 */
export async function expectSound(page: Page): Promise<void> {
  const faults = [
    ...(await faultsOf(page, 'light', (axe) => axe.options({ rules: { 'target-size': { enabled: true } } }))),
  ];
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push(...(await faultsOf(page, 'dark', (axe) => axe.withRules(rulesOfColour))));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  faults.push(...(await faultsOf(page, 'more contrast', (axe) => axe.withRules(rulesOfColour))));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  faults.push(...(await widthsThatOverflow(page)));
  expect([page.url(), ...faults]).toEqual([page.url()]);
}

async function faultsOf(page: Page, look: string, set: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const { violations } = await set(new AxeBuilder({ page }).setLegacyMode(true)).analyze();
  return violations.map(({ id, nodes }) => `${look}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function widthsThatOverflow(page: Page): Promise<string[]> {
  const first = page.viewportSize();
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (beyond > 0) found.push(`${width} px: ${beyond} px stick out`);
  }
  if (first !== null) await page.setViewportSize(first);
  return found;
}
