import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Desk, weekdayAhead } from './desk';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const screens: readonly { readonly name: string; readonly path: string; readonly ready: string }[] = [
  { name: 'the day', path: `/desk/day/${weekdayAhead(3)}`, ready: 'scheduling-day-grid' },
  { name: 'the booking sheet', path: `/desk/day/${weekdayAhead(3)}?sheet=book`, ready: 'scheduling-openings' },
  { name: 'today’s list', path: '/desk/today', ready: 'scheduling-today-page h1' },
  { name: 'the patients', path: '/desk/patients', ready: 'tbody tr' },
  { name: 'the registration', path: '/desk/patients?sheet=register', ready: 'patients-register-page form' },
  { name: 'an address that is not there', path: '/nowhere', ready: 'ui-notice' },
];

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`Accessibility in ${scheme}`, () => {
    test.use({ colorScheme: scheme, contextOptions: { reducedMotion: 'reduce' } });

    test('finds nothing wrong with signing in', async ({ page }) => {
      await page.goto('/sign-in');
      await expect(page.getByLabel('E-mail')).toBeVisible();
      await check(page);
    });

    test('finds nothing wrong on any screen of the desk', async ({ page }) => {
      await page.goto('/');
      await new Desk(page).signIn('reception@abc01.example');
      for (const { name, path, ready } of screens) {
        await test.step(name, async () => {
          await page.goto(path);
          await expect(page.locator(ready).first()).toBeVisible();
          await check(page);
        });
      }
      await test.step('an appointment, a patient and the palette', () => openAndCheck(page));
    });
  });
}

async function openAndCheck(page: Page): Promise<void> {
  await page.goto('/desk/patients');
  await page.locator('tbody tr').first().click();
  await expect(page.locator('patients-patient-card h2')).toBeVisible();
  await check(page);
  await page.goto(`/desk/day/${weekdayAhead(3)}`);
  await page.locator('scheduling-appointment-card').first().click();
  await expect(page.locator('scheduling-appointment-page h3')).toBeVisible();
  await check(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(page);
}

async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
  );
  expect(found).toEqual([]);
}
