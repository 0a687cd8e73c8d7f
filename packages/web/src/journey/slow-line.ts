import { describe, expect, test } from 'vitest';
import { signIn } from './acts.ts';
import { openWindow } from './browser.ts';
import { countEffort, effortSince, modelSeconds } from './effort.ts';
import { slowSeconds, watchLine } from './line-use.ts';
import type { Place } from './place.ts';
import { fileNilReturn } from './returns.ts';
import { speechOf } from './speech.ts';

/** What an office with a slow line and little time can do. Counted, not timed: `npm run bench -- --only slow-line` times it. */
export function slowLineTests(place: Place): void {
  describe('a slow line and little time', () => {
    test('a nil return on a first visit takes a minute and a half at 64 kbit/s, and a minute of work', async () => {
      const speech = speechOf('en');
      const { page } = await openWindow(place.browser(), { language: 'en', width: 1280 });
      await countEffort(page);
      const line = await watchLine(page);
      await signIn(page, place.base(), speech, speech.kazakhSigner);
      await effortSince(page);
      await fileNilReturn(page, '2024');
      expect(slowSeconds(line)).toBeLessThan(90);
      const effort = await effortSince(page);
      expect(effort.clicks).toBeLessThanOrEqual(8);
      expect(effort.keys).toBeLessThanOrEqual(4);
      expect(modelSeconds(effort)).toBeLessThan(60);
      await page.context().close();
    });
  });
}
