import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { mixGold } from '../../../../cli/data/label-page/items';
import { JournalFile } from '../../../../cli/data/label-page/journal-file';
import { CLASS_KEYS } from '../../../../cli/data/label-page/keys';
import { journalName, serveLabelPage, type LabelPage } from '../../../../cli/data/label-page/serve';
import { items, journalOf, options, SCHEMA } from './world';

let open: LabelPage[] = [];
afterEach(async () => {
  await Promise.all(open.map((page) => page.close()));
  open = [];
});

async function serve(given = options()): Promise<LabelPage> {
  const page = await serveLabelPage(given);
  open.push(page);
  return page;
}

/** What a browser does with the address: one visit, and the cookie that it is given. */
async function enter(page: LabelPage): Promise<{ origin: string; cookie: string }> {
  const response = await fetch(page.url, { redirect: 'manual' });
  expect(response.status).toBe(303);
  return { origin: new URL(page.url).origin, cookie: response.headers.get('set-cookie')!.split(';')[0]! };
}

const post = ({ origin, cookie }: { origin: string; cookie: string }, body: unknown, headers: object = {}) =>
  fetch(`${origin}/entries`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('the address is good once: a second visit, a guess and a visit without cookie get nothing', async () => {
  const page = await serve();
  const { origin, cookie } = await enter(page);
  expect((await fetch(page.url)).status).toBe(403);
  expect((await fetch(`${origin}/?token=guess`)).status).toBe(403);
  expect((await fetch(`${origin}/items?from=0&count=5`)).status).toBe(403);
  expect((await fetch(origin, { headers: { cookie } })).status).toBe(200);
});

test("the page may run its own script and style only, and sits in nobody's frame", async () => {
  const { origin, cookie } = await enter(await serve());
  const response = await fetch(origin, { headers: { cookie } });
  const policy = response.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(await response.text()).not.toMatch(/(?:src|href)="(?!#)/);
});

test('another host name, another site and another content type are refused', async () => {
  const entered = await enter(await serve());
  const { port } = new URL(entered.origin);
  const status = await new Promise((resolve) =>
    httpRequest(
      { host: '127.0.0.1', port, headers: { host: `evil.example:${port}`, cookie: entered.cookie } },
      (response) => resolve(response.statusCode),
    ).end(),
  );
  expect(status).toBe(421);
  expect((await post(entered, { kind: 'undo' }, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post(entered, { kind: 'undo' }, { 'content-type': 'text/plain' })).status).toBe(403);
});

test.each([
  ['a class that is none', { kind: 'answer', place: 0, value: 'eggs' }],
  ['a place that is none', { kind: 'skip', place: 99 }],
  ['a negative place', { kind: 'skip', place: -1 }],
  ['a note too long', { kind: 'note', place: 0, note: 'x'.repeat(2001) }],
  ['no JSON', '{'],
  ['a request too large', JSON.stringify({ kind: 'note', place: 0, note: 'x'.repeat(70_000) })],
])('%s is refused and not written', async (_, body) => {
  const given = options();
  const entered = await enter(await serve(given));
  expect((await post(entered, body)).status).toBe(400);
  expect(journalOf(given)).toEqual([]);
});

test('an answer stands in the journal when it is confirmed, with schema, guideline and time', async () => {
  const given = options();
  const entered = await enter(await serve(given));
  const reply = await (await post(entered, { kind: 'answer', place: 1, value: 'ham' })).json();
  expect(reply).toMatchObject({ place: 1, item: { value: 'ham' }, progress: { answered: 1, next: 2 } });
  expect(journalOf(given)).toEqual([
    {
      sequence: 1,
      kind: 'answer',
      value: 'ham',
      item: 'mail:00001',
      schema: 'mail-spam@2',
      guideline: 3,
      time: '2026-11-26T04:30:00Z',
    },
  ]);
});

test('many answers at once are written one after the other, none lost', async () => {
  const given = options({ items: items(60) });
  const entered = await enter(await serve(given));
  await Promise.all(Array.from({ length: 60 }, (_, place) => post(entered, { kind: 'answer', place, value: 'spam' })));
  const journal = journalOf(given);
  expect(journal.map((entry) => entry['sequence'])).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
  expect(new Set(journal.map((entry) => entry['item'])).size).toBe(60);
});

test('a half-written last line is removed at the next start, and the next answer follows the whole ones', async () => {
  const given = options();
  const first = await serveLabelPage(given);
  await post(await enter(first), { kind: 'answer', place: 0, value: 'spam' });
  await first.close();
  appendFileSync(join(given.journals, journalName(SCHEMA, 'ada')), '{"sequence":2,"kind":"answ');
  await post(await enter(await serve(given)), { kind: 'answer', place: 1, value: 'ham' });
  expect(journalOf(given).map((entry) => entry['sequence'])).toEqual([1, 2]);
});

test('two pages never write one journal, but a lock of a process that is gone does not hold', async () => {
  const given = options();
  await serve(given);
  await expect(serveLabelPage(given)).rejects.toThrow(expect.objectContaining({ code: 'JOURNAL_IN_USE' }));
  const other = options();
  const lock = join(other.journals, `${journalName(SCHEMA, 'ada')}.lock`);
  writeFileSync(lock, String(process.ppid));
  await expect(serveLabelPage(other)).rejects.toThrow(expect.objectContaining({ code: 'JOURNAL_IN_USE' }));
  writeFileSync(lock, '999999999');
  const page = await serveLabelPage(other);
  expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
  await page.close();
  expect(existsSync(lock)).toBe(false);
});

test('a labeller sees nothing of what another has answered', async () => {
  const ada = options();
  await post(await enter(await serve(ada)), { kind: 'answer', place: 0, value: 'spam' });
  const { origin, cookie } = await enter(await serve({ ...ada, labeller: 'bob' }));
  const shown = await (await fetch(`${origin}/items?from=0&count=5`, { headers: { cookie } })).json();
  expect(JSON.stringify(shown)).not.toContain('"value"');
  expect(JSON.stringify(shown)).not.toContain('mail:00000');
});

test('ten thousand items are handed out in pages of fifty at most', async () => {
  const { origin, cookie } = await enter(await serve(options({ items: items(10_000) })));
  const shown = await (await fetch(`${origin}/items?from=9980&count=10000`, { headers: { cookie } })).json();
  expect(shown).toHaveLength(20);
  expect(await (await fetch(`${origin}/items?from=0&count=9999`, { headers: { cookie } })).json()).toHaveLength(50);
});

test('gold questions come one in twenty at seeded places, and the items keep their order', () => {
  const gold = items(3).map(({ text }, index) => ({ id: `gold:${index}`, text }));
  const mixed = mixGold(items(100), gold, 5);
  expect(mixGold(items(100), gold, 5)).toEqual(mixed);
  expect(mixed.filter(({ id }) => id.startsWith('mail')).map(({ id }) => id)).toEqual(items(100).map(({ id }) => id));
  expect(mixed.flatMap(({ id }, at) => (id.startsWith('gold') ? [Math.floor(at / 20)] : []))).toEqual([0, 1, 2]);
});

test.each([
  ['LABELLER_INVALID', { labeller: '../ada' }],
  ['NOTHING_TO_LABEL', { items: [] }],
  ['ITEM_REPEATED', { items: [...items(1), ...items(1)] }],
])('%s is said before anything is served', async (code, wrong) => {
  await expect(serveLabelPage(options(wrong))).rejects.toThrow(expect.objectContaining({ code }));
});

test('after a write that failed nothing more is confirmed', async () => {
  const { journals } = options();
  const journal = await JournalFile.open(join(journals, 'x.jsonl'), 'mail-spam@2', 'x.jsonl');
  const entry = { kind: 'skip', item: 'a', schema: 'mail-spam@2', guideline: 3, time: 't' } as const;
  await journal.append(() => entry);
  await journal.close();
  await expect(journal.append(() => entry)).rejects.toThrow();
  await expect(journal.append(() => entry)).rejects.toThrow(expect.objectContaining({ code: 'JOURNAL_BROKEN' }));
  expect(journal.items.size).toBe(1);
});

test('each class has a key of its own, which no other action uses', () => {
  expect(new Set(CLASS_KEYS).size).toBe(20);
  expect([...'jkosung?'].filter((key) => CLASS_KEYS.includes(key))).toEqual([]);
});
