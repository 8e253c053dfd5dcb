import { expect, test } from '@playwright/test';
import { Desk, weekdayAhead } from './desk';

test.describe('The desk', () => {
  test('signs in where the person wanted to go, and refuses a wrong password in words', async ({ page }) => {
    await page.goto('/desk/patients');
    await page.getByLabel('E-mail').fill('reception@abc01.example');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.locator('.refused')).toBeVisible();
    await new Desk(page).signIn('reception@abc01.example');
    await expect(page).toHaveURL(/\/desk\/patients$/);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible();
  });

  test('shows what one books, moves and cancels on the other screen without reloading', async ({ browser }) => {
    const date = weekdayAhead(3);
    const one = await Desk.signedIn(browser);
    const family = await one.register();
    const other = await Desk.signedIn(browser, `/desk/day/${date}`, 'nurse@abc01.example');
    await other.isLive();
    await one.bookFirstOpening(family, date);
    await expect(other.card(family)).toContainText('Scheduled');
    const before = await other.card(family).getAttribute('title');

    await one.sheet.getByRole('button', { name: 'Move' }).click();
    await one.sheet.locator('form scheduling-openings button').first().click();
    await expect(one.page.getByText('moved to')).toBeVisible();
    await expect(other.card(family)).not.toHaveAttribute('title', before ?? '');

    await one.page.getByRole('button', { name: 'Undo' }).click();
    await expect(other.card(family)).toHaveAttribute('title', before ?? '');

    await one.sheet.getByRole('button', { name: 'Confirm' }).click();
    await expect(other.card(family)).toContainText('Confirmed');
    await one.sheet.getByRole('button', { name: 'Cancel appointment' }).click();
    await one.sheet.getByRole('button', { name: 'Cancel appointment' }).click();
    await expect(other.card(family)).toHaveCount(0);
  });

  test('checks in from today’s list, the other list shows the waiting, and Undo takes it back', async ({ browser }) => {
    const one = await Desk.signedIn(browser, '/desk/today');
    const other = await Desk.signedIn(browser, '/desk/today', 'nurse@abc01.example');
    await other.isLive();
    const row = one.page
      .getByRole('row')
      .filter({ has: one.page.getByRole('button', { name: 'Check in' }) })
      .last();
    const name = (await row.getByRole('link').textContent()) ?? '';
    await row.getByRole('button', { name: 'Check in' }).click();
    await expect(other.page.getByRole('row').filter({ hasText: name })).toContainText('Arrived');
    await one.page.getByRole('button', { name: 'Undo' }).click();
    await expect(other.page.getByRole('row').filter({ hasText: name })).toContainText('Scheduled');
  });

  test('keeps what was typed and says what to correct when a registration is not complete', async ({ browser }) => {
    const desk = await Desk.signedIn(browser, '/desk/patients?sheet=register');
    await desk.sheet.getByLabel('Given name').fill('Ada');
    await desk.sheet.getByRole('button', { name: 'Register' }).click();
    await expect(desk.sheet.getByText('Write the family name')).toBeVisible();
    await desk.sheet.getByRole('button', { name: 'Close' }).click();
    await desk.page.getByRole('link', { name: 'Register' }).click();
    await expect(desk.sheet.getByLabel('Given name')).toHaveValue('Ada');
  });

  test('asks to sign in again over the work when the session is lost, and keeps what was typed', async ({
    browser,
  }) => {
    const { page, sheet } = await Desk.signedIn(browser, '/desk/patients?sheet=register');
    await sheet.getByLabel('Given name').fill('Ada');
    await page.route('**/graphql', (route) => {
      const isRefresh = route.request().postData()?.includes('RefreshSession') ?? false;
      const refused = {
        refreshSession: { __typename: 'SimpleRefusal', code: 'SESSION_ENDED', message: 'Sign in again.' },
      };
      const errors = [{ message: 'Sign in', extensions: { code: 'UNAUTHENTICATED' } }];
      return route.fulfill({ json: isRefresh ? { data: refused } : { data: null, errors } });
    });
    await page.getByRole('searchbox', { name: 'Find a patient' }).fill('mar');
    await expect(page.getByRole('heading', { name: 'Sign in to go on' })).toBeVisible();
    await page.unrouteAll();
    await page
      .getByRole('dialog')
      .getByLabel('Password')
      .fill(process.env['MEDLEY_DEMO_PASSWORD'] ?? 'medley-demo-2026');
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sign in to go on' })).toHaveCount(0);
    await expect(sheet.getByLabel('Given name')).toHaveValue('Ada');
    await expect(page).toHaveURL(/sheet=register/);
  });

  test('refuses a taken time in words and offers free times nearby as buttons', async ({ browser }) => {
    const date = weekdayAhead(4);
    const one = await Desk.signedIn(browser);
    const family = await one.register();
    await one.bookFirstOpening(family, date);
    const again = await one.register();
    const taken = new URL(one.page.url());
    expect(taken.searchParams.get('sheet')).toBe('patient');

    await one.page.goto(`/desk/day/${date}`);
    const label = (await one.card(family).getAttribute('title')) ?? '';
    const [time = '', , , , practitioner = ''] = label.split(', ');
    await one.page.goto(`/desk/day/${date}?sheet=book`);
    await one.sheet.getByRole('combobox', { name: 'Patient' }).fill(again);
    await expect(one.sheet.getByRole('option').first()).toContainText(again);
    await one.page.keyboard.press('Enter');
    await one.sheet.getByLabel('Practitioner').selectOption({ label: practitioner });
    await one.sheet.getByLabel('Time').fill(time);
    await one.sheet.getByRole('button', { name: 'Book appointment' }).click();
    await expect(one.sheet.getByRole('alert')).toBeVisible();
    await one.sheet.getByRole('alert').locator('scheduling-openings button').first().click();
    await one.sheet.getByRole('button', { name: 'Book appointment' }).click();
    await expect(one.card(again)).toBeVisible();
  });

  test('says since when it is offline, and catches up with what was missed', async ({ browser }) => {
    const date = weekdayAhead(5);
    const one = await Desk.signedIn(browser);
    const family = await one.register();
    const other = await Desk.signedIn(browser, `/desk/day/${date}`, 'nurse@abc01.example');
    await other.isLive();
    await other.page.context().setOffline(true);
    await expect(other.page.locator('ui-live-badge')).toContainText(/Offline since \d\d:\d\d/);
    await one.bookFirstOpening(family, date);
    await expect(other.card(family)).toHaveCount(0);
    await other.page.context().setOffline(false);
    await other.isLive();
    await expect(other.card(family)).toBeVisible();
  });

  test('books from the keyboard alone: walk to a free time, Enter, name, Enter, Enter', async ({ browser }) => {
    const desk = await Desk.signedIn(browser);
    const family = await desk.register();
    await desk.page.goto(`/desk/day/${weekdayAhead(9)}`);
    await desk.page.locator('.card').first().focus();
    const offer = desk.page.locator('.offer:not(.blocked)');
    for (let steps = 0; steps < 80 && (await offer.count()) === 0; steps++) await desk.page.keyboard.press('ArrowDown');
    await expect(offer).toBeFocused();
    await desk.page.keyboard.press('Enter');
    await desk.sheet.getByRole('combobox', { name: 'Patient' }).pressSequentially(family.slice(0, 14));
    await expect(desk.sheet.getByRole('option').first()).toContainText(family);
    await desk.page.keyboard.press('Enter');
    await expect(desk.sheet.getByRole('button', { name: 'Book appointment' })).toBeFocused();
    await desk.page.keyboard.press('Enter');
    await expect(desk.card(family)).toBeVisible();
  });

  test('moves by dragging and offers to move back', async ({ browser }) => {
    const date = weekdayAhead(17);
    const desk = await Desk.signedIn(browser);
    const family = await desk.register();
    await desk.bookFirstOpening(family, date);
    await desk.page.goto(`/desk/day/${date}`);
    const card = desk.card(family);
    const before = await card.getAttribute('title');
    await card.scrollIntoViewIfNeeded();
    const free = await freeSpotBelow(desk, card.locator('xpath=ancestor::section'));
    const box = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await desk.page.mouse.move(box.x + 20, box.y + 5);
    await desk.page.mouse.down();
    await desk.page.mouse.move(free.x, free.y, { steps: 8 });
    await desk.page.mouse.up();
    await expect(desk.page.getByText('moved to')).toBeVisible();
    await expect(card).not.toHaveAttribute('title', before ?? '');
    await desk.page.getByRole('button', { name: 'Undo' }).click();
    await expect(card).toHaveAttribute('title', before ?? '');
  });
});

/** A point in the column where nothing stands for an hour, found by looking at it. */
async function freeSpotBelow(desk: Desk, column: ReturnType<Desk['card']>): Promise<{ x: number; y: number }> {
  await expect(column).toBeVisible();
  const spot = await column.evaluate((section) => {
    const top = section.getBoundingClientRect();
    const boxes = [...section.querySelectorAll('.card, .closed, .busy, .buffer')].map((one) =>
      one.getBoundingClientRect(),
    );
    const isFree = (y: number) => boxes.every((box) => box.bottom <= y || box.top >= y + 76);
    const candidates = Array.from({ length: 60 }, (_, step) => Math.max(top.top, 180) + 8 + step * 10);
    return { x: top.left + 30, y: candidates.find(isFree) ?? 0 };
  });
  expect(spot.y).toBeGreaterThan(0);
  expect(desk.page.url()).toContain('/desk/day/');
  return { x: spot.x, y: spot.y + 6 };
}
