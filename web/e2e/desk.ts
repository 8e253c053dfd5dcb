import { type Browser, expect, type Locator, type Page } from '@playwright/test';

const password = process.env['MEDLEY_DEMO_PASSWORD'] ?? 'medley-demo-2026';

/** The desk as a person meets it: roles, labels and words, nothing of how it is built. */
export class Desk {
  constructor(readonly page: Page) {}

  static async signedIn(browser: Browser, path = '/', email = 'reception@abc01.example'): Promise<Desk> {
    const context = await browser.newContext();
    const desk = new Desk(await context.newPage());
    await desk.page.goto(path);
    await desk.signIn(email);
    return desk;
  }

  async signIn(email: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('navigation', { name: 'Areas' })).toBeVisible();
  }

  async isLive(): Promise<void> {
    await expect(this.page.locator('ui-live-badge')).toHaveText('Live');
  }

  get sheet(): Locator {
    return this.page.locator('ui-side-sheet');
  }

  card(name: string | RegExp): Locator {
    return this.page.locator('scheduling-appointment-card').filter({ hasText: name });
  }

  /** Registers somebody nobody else is called like, so that journeys never meet each other. */
  async register(): Promise<string> {
    const family = `Journey${letters()}`;
    await this.page.goto('/desk/patients?sheet=register');
    await this.sheet.getByLabel('Given name').fill('Ada');
    await this.sheet.getByLabel('Family name').fill(family);
    await this.sheet.getByLabel('Birth date').fill('1980-02-29');
    await this.sheet.getByLabel('Gender').selectOption({ label: 'Female' });
    await this.sheet.getByRole('button', { name: 'Register' }).click();
    await expect(this.sheet.getByRole('heading', { name: `Ada ${family}` })).toBeVisible();
    return family;
  }

  /** Books the first free time the desk suggests; answers the day and the clock time of the booking. */
  async bookFirstOpening(family: string, date: string): Promise<void> {
    await this.page.goto(`/desk/day/${date}?sheet=book`);
    await this.sheet.getByRole('combobox', { name: 'Patient' }).fill(family);
    await expect(this.sheet.getByRole('option').first()).toContainText(family);
    await this.page.keyboard.press('Enter');
    await this.sheet.locator('scheduling-openings button').first().click();
    await this.sheet.getByRole('button', { name: 'Book appointment' }).click();
    await expect(this.sheet.getByRole('heading', { name: 'Appointment', exact: true })).toBeVisible();
  }
}

/** Letters only: names carry no digits. */
function letters(): string {
  return [...crypto.randomUUID().replaceAll('-', '').slice(0, 10)]
    .map((digit) => String.fromCharCode(97 + parseInt(digit, 16)))
    .join('');
}

/** The next weekday at least that many days ahead: the demo clinic is open then. */
export function weekdayAhead(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  while (date.getUTCDay() === 0 || date.getUTCDay() === 6) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
