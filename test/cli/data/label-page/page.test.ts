import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { serveLabelPage, type LabelPage } from '../../../../cli/data/label-page/serve';
import { openBrowser } from './browser';
import { items, journalOf, options } from './world';

jest.setTimeout(120_000);

let browser: BrowserContext;
let ended: (() => unknown)[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  for (const end of ended.reverse()) await end();
  ended = [];
});
afterAll(() => browser?.close());

async function visit(url: string): Promise<{ page: Page; errors: string[]; asked: string[] }> {
  const page = await browser.newPage();
  ended.push(() => page.close());
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('dialog', (dialog) => errors.push(`dialog: ${dialog.message()}`));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().replace(new URL(url).origin, '')));
  await page.goto(url);
  await page.waitForSelector('body[data-ready="yes"]');
  return { page, errors, asked };
}

async function serve(
  overrides: Parameters<typeof options>[0] = {},
): Promise<{ served: LabelPage; given: ReturnType<typeof options> }> {
  const given = options(overrides);
  const served = await serveLabelPage(given);
  ended.push(() => served.close());
  return { served, given };
}

/** Presses a key and waits until the page shows the place. */
async function press(page: Page, key: string, place: number): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForSelector(`body[data-place="${place}"]`);
}

const said = (page: Page, text: string) => page.locator('#said', { hasText: text }).waitFor();
const chosen = (page: Page) => page.locator('#answers [aria-pressed="true"] .name').allTextContents();

async function child(journals: string): Promise<{ process: ChildProcess; url: string }> {
  const args = ['--import', 'tsx', join(__dirname, 'serve-child.ts'), journals];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  ended.push(() => started.kill('SIGKILL'));
  const [line] = (await once(started.stdout!, 'data')) as [Buffer];
  return { process: started, url: line.toString().trim() };
}

test('a person labels with the keyboard alone, undoes one, and goes on where they were after the server was killed', async () => {
  const given = options();
  const first = await child(given.journals);
  const { page } = await visit(first.url);
  await press(page, '1', 1);
  await press(page, '2', 2);
  await press(page, 's', 3);
  await press(page, 'u', 2);
  await said(page, 'Took back item 3.');
  await press(page, '3', 3);
  await page.keyboard.press('n');
  await page.keyboard.type('j2 is not a key here');
  await page.keyboard.press('Control+Enter');
  await said(page, 'Note saved.');
  await press(page, 'ArrowLeft', 2);
  expect(await chosen(page)).toEqual(['Unclear']);

  const gone = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await gone;
  await page.keyboard.press('1');
  await page.locator('#alarm', { hasText: 'Not saved' }).waitFor();

  const second = await child(given.journals);
  const { page: again } = await visit(second.url);
  await again.waitForSelector('body[data-place="3"]');
  expect(await again.locator('#count').textContent()).toBe('3 of 6 answered');
  expect(await again.locator('#note').inputValue()).toBe('j2 is not a key here');
  await press(again, 'k', 2);
  expect(await chosen(again)).toEqual(['Unclear']);
  await press(again, 'o', 3);
  await press(again, '1', 4);
  await press(again, '1', 5);
  await again.keyboard.press('1');
  await said(again, 'All 6 items are done.');
  expect(journalOf(given).map(({ kind, item, value }) => [kind, item, value])).toEqual([
    ['answer', 'mail:00000', 'spam'],
    ['answer', 'mail:00001', 'ham'],
    ['skip', 'mail:00002', undefined],
    ['undo', 'mail:00002', undefined],
    ['answer', 'mail:00002', 'unclear'],
    ['note', 'mail:00003', undefined],
    ['answer', 'mail:00003', 'spam'],
    ['answer', 'mail:00004', 'spam'],
    ['answer', 'mail:00005', 'spam'],
  ]);
});

test('a hostile document is text: no script runs, nothing is fetched, and what reorders or hides is shown by its number', async () => {
  const hostile =
    '<script>window.owned=1</script><img src=x onerror="window.owned=2"><svg onload=alert(1)></svg>' +
    '<a href="javascript:alert(2)">x</a></div></body> pay \u202Egro.elpmaxe\u202C to a\u200Bb x\uFE01\uFE0F \u0000\u{E0041}\ud800';
  const name = '<b onmouseover=alert(3)>';
  const { served } = await serve({ items: [{ id: 'x', text: hostile, fields: { [name]: '\u202E<i>' } }] });
  const { page, errors, asked } = await visit(served.url);
  expect(await page.evaluate(() => (globalThis as unknown as { owned?: number }).owned)).toBeUndefined();
  expect(
    await page.locator('#text script, #text img, #text svg, #text a, #fields i, #fields [onmouseover]').count(),
  ).toBe(0);
  expect(await page.locator('#text mark').allTextContents()).toEqual([
    'U+202E',
    'U+202C',
    'U+200B',
    'U+FE01',
    'U+FE0F',
    'U+0000',
    'U+E0041',
  ]);
  expect(await page.locator('#text').textContent()).toContain('<script>window.owned=1</script><img src=x');
  expect(await page.locator('#marks').textContent()).toBe('7 hidden characters are shown by their numbers.');
  expect(errors).toEqual([]);
  expect(asked.slice(1)).toEqual(['/', '/state', '/items?from=0&count=50']);
});

test('a script that came into the page all the same would not run: the policy refuses it', async () => {
  const { served } = await serve();
  const { page, errors } = await visit(served.url);
  await page
    .evaluate(
      `(() => {
    const script = document.createElement('script');
    try { script.text = 'window.owned = 1'; document.body.append(script); } catch { /* trusted types refuse it first */ }
  })()`,
    )
    .catch(() => undefined);
  expect(await page.evaluate(() => (globalThis as unknown as { owned?: number }).owned)).toBeUndefined();
  expect(errors.join()).toMatch(/Content Security Policy|TrustedScript/);
});

test('scripts that join their letters, and emoji, keep their joiners; a line end of two characters is a line end', async () => {
  const text = 'می\u200Cخواهم 👩\u200D👧 ❤\uFE0F\r\nend';
  const { served } = await serve({ items: [{ id: 'x', text }] });
  const { page } = await visit(served.url);
  expect(await page.locator('#text mark').count()).toBe(0);
  expect(await page.locator('#text').textContent()).toBe(text.replace('\r', ''));
});

test('among ten thousand items one is shown, and the page never holds more than a few hundred', async () => {
  const { served } = await serve({ items: items(10_000) });
  const { page, asked } = await visit(served.url);
  for (let place = 1; place <= 60; place++) await press(page, 'j', place);
  expect(await page.locator('#text').textContent()).toBe('Mail number 60');
  expect(asked.slice(3)).toEqual(['/items?from=0&count=50', '/items?from=50&count=50']);
  expect(await page.locator('*').count()).toBeLessThan(300);
});

test('quick keys are not lost: each answer goes to the next item', async () => {
  const { served, given } = await serve({ items: items(8) });
  const { page } = await visit(served.url);
  for (const key of '12312312') await page.keyboard.press(key);
  await said(page, 'All 8 items are done.');
  expect(journalOf(given).map(({ item, value }) => [item, value])).toEqual(
    items(8).map(({ id }, index) => [id, ['spam', 'ham', 'unclear'][index % 3]]),
  );
});

test('it can be used without seeing it: names, roles, a live status, and help that takes and gives back the focus', async () => {
  const { served } = await serve();
  const { page } = await visit(served.url);
  await page
    .getByRole('group', { name: 'Is this mail spam?' })
    .getByRole('button', { name: /Not spam/ })
    .waitFor();
  await page.getByRole('progressbar', { name: 'Items answered or skipped' }).waitFor();
  await page.getByRole('region', { name: 'The document' }).waitFor();
  await press(page, '1', 1);
  await page.getByRole('status').filter({ hasText: 'Saved item 1: Spam.' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'k', 0);
  await said(page, 'Item 1 of 5, answered: Spam.');
  expect(await page.locator('#count').textContent()).toBe('1 of 5 answered');
});

test.each(['light', 'dark'] as const)('in the %s theme all text has a contrast of 4.5 or more', async (colorScheme) => {
  const { served } = await serve({ items: [{ id: 'x', text: 'a\u200Bb', fields: { source: 'mail' } }] });
  const { page } = await visit(served.url);
  await page.emulateMedia({ colorScheme });
  await page.keyboard.press('1');
  await said(page, 'The one item is done.');
  const lowest = await page.evaluate(() => {
    /* eslint-disable @typescript-eslint/no-explicit-any -- the browser's own world, whose types this project does not load */
    const world = globalThis as any;
    const parts = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = (colour: number[]): number =>
      colour
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0);
    const ground = (element: any): number[] => {
      for (let one = element; one; one = one.parentElement) {
        const colour = parts(world.getComputedStyle(one).backgroundColor);
        if (colour[3] !== 0) return colour;
      }
      return [255, 255, 255];
    };
    const shown = [...world.document.querySelectorAll('body *')].filter(
      (element: any) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        [...element.childNodes].some((node: any) => node.nodeType === 3 && node.data.trim() !== ''),
    );
    return shown
      .map((element: any) => {
        const [a, b] = [light(parts(world.getComputedStyle(element).color)), light(ground(element))];
        return { text: element.textContent.slice(0, 30), ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
      })
      .sort((a: any, b: any) => a.ratio - b.ratio)[0] as { text: string; ratio: number };
  });
  expect(lowest.ratio).toBeGreaterThanOrEqual(4.5);
});
