import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const site = visitedSite();
const { open } = site;

const start10 = '2026-12-03T09:00:00.000Z';

describe('axe finds nothing', () => {
  const looks = [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['320 px wide', { viewport: { width: 320, height: 640 } }],
  ] as const;
  const pages = ['/b/link', '/b/link?language=ar', `/b/link?start=${start10}`, `/b/link?start=${start10}&language=ar`];
  const manage = ['/b/link?month=2027-01-01', '/m/token?booked=1', '/m/token?move=1', '/m/token?cancel=1'];
  const all = [...pages, ...manage, '/message/crm_unknown/pl'];

  describe.each(looks)('%s', (_, options) => {
    it.each(all)('%s', async path => {
      const { page, faults, complaints } = await open(path, options);
      await page.waitForLoadState('networkidle');
      expect(await faults()).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  });

  it('with the zone search open, and beside what was refused', async () => {
    const { page, faults } = await open('/b/link', { viewport: { width: 320, height: 640 } });
    await page.locator('.clock:not(.clock-waiting)').waitFor();
    await page.getByText('Times in Warsaw time').click();
    await page.getByRole('combobox').fill('war');
    await page.getByRole('option').first().waitFor();
    expect(await faults()).toEqual([]);
    const form = await open(`/b/link?start=${start10}`);
    await form.page.locator('form[novalidate]').waitFor();
    await form.page.getByRole('button', { name: 'Book the meeting' }).click();
    await form.page.getByText('Enter your name.').waitFor();
    expect(await form.faults()).toEqual([]);
  });
});
