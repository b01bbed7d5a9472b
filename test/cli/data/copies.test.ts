import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, curated, MAIL, PHONE, ran, rampart, type ToldRun } from './world';

jest.setTimeout(120_000);

// Every letter names somebody: it has a counterfactual copy.
const balance = { facet: 'group', positive: ['yes'], method: ['resample', 'swap', 'reweigh'] };
const { folder, plan } = corpus(undefined, 0, { balance }, 'She gave him the letter, she said.');
const workspace = join(folder, 'data');
const ask = (...words: string[]) => rampart([...words, '-w', workspace]);
const json = async <Told>(...words: string[]): Promise<Told> =>
  JSON.parse((await ask(...words, '--format', 'json')).out) as Told;
let told: ToldRun;

beforeAll(async () => {
  // Of group g1, every second letter that said no says yes: its others are too few.
  const letters = join(folder, 'raw', 'letters.jsonl');
  let seen = 0;
  const text = readFileSync(letters, 'utf8').replace(/"label":"no","group":"g1"/g, (all) =>
    seen++ % 2 === 0 ? all.replace('no', 'yes') : all,
  );
  writeFileSync(letters, text);
  told = await ran([plan, '-w', workspace]);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface ToldWay {
  readonly id: string;
  readonly copyOf?: string;
  readonly steps: readonly { readonly step: string; readonly outcome: string; readonly why: string }[];
  readonly rules: readonly unknown[];
  readonly copies?: readonly { readonly id: string; readonly by: readonly string[] }[];
  readonly text: string;
}
/** An id of the curated data that ends so. */
const ending = (end: string): string => curated(told).find(({ id }) => id.endsWith(end))!.id;

test('explain walks a copy back to its origin, through the counter-measures that made it', async () => {
  const id = ending('#copy-2#swapped');
  const origin = id.replace('#copy-2#swapped', '');
  const way = await json<ToldWay>('explain', id);
  expect(way).toMatchObject({ id, copyOf: origin });
  const first = await json<ToldWay>('explain', origin);
  expect(way.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
    ...first.steps.slice(0, -1).map(({ step }) => `${step} kept`),
    'balance copied',
    'balance copied',
    'mix written',
  ]);
  const [repeated, swapped] = way.steps.slice(-3);
  expect(repeated!.why).toMatch(
    /^balance\/resample-repeat@1: .* once more: g\d \/ \w+ has \d+ documents, and was to have \d+$/,
  );
  expect(swapped!.why).toMatch(/^balance\/identity-swap@1: /);
  expect(way.rules).toEqual(first.rules);
  expect(way.text).toContain('He gave her the letter, he said.');
  expect(first.text).toContain('She gave him the letter, she said.');
});

test('explain of an origin lists the copies that were made of it, and by what', async () => {
  const origin = ending('#copy-2').replace('#copy-2', '');
  const { copies, steps } = await json<ToldWay>('explain', origin);
  expect(copies).toEqual([
    { id: `${origin}#copy-2`, by: ['balance/resample-repeat@1'] },
    { id: `${origin}#swapped`, by: ['balance/identity-swap@1'] },
    { id: `${origin}#copy-2#swapped`, by: ['balance/resample-repeat@1', 'balance/identity-swap@1'] },
  ]);
  expect(steps.find(({ step }) => step === 'balance')!.why).toMatch(/^with the weight \d/);
  const { out } = await ask('explain', origin);
  expect(out).toMatch(/copies made of it +by\n/);
  expect((await ask('explain', `${origin}#copy-2`)).out).toContain(`a copy of ${origin}, whose way this is`);
});

test('explain of a copy that was never made exits 2', async () => {
  const { code, err } = await ask('explain', `${ending('#swapped').replace(/#.*/, '')}#copy-99`);
  expect(code).toBe(2);
  expect(err).toMatch(/^NO_SUCH_RECORD /);
});

test('inspect shows copies by the counter-measure that made them, with samples without personal data', async () => {
  const all = curated(told);
  interface Inspected {
    readonly added: readonly {
      readonly rule: string;
      readonly copies: number;
      readonly samples: readonly { readonly id: string; readonly copyOf: string; readonly text: string }[];
    }[];
    readonly excluded: readonly unknown[];
  }
  const { added, excluded } = await json<Inspected>('inspect', '--samples', '3');
  expect(excluded).not.toEqual([]);
  const swapped = all.filter(({ id }) => id.endsWith('#swapped')).length;
  const repeated = all.filter(({ id }) => /#copy-\d+$/.test(id)).length;
  expect(Object.fromEntries(added.map(({ rule, copies }) => [rule, copies]))).toEqual({
    'balance/identity-swap@1': swapped,
    'balance/resample-repeat@1': repeated,
  });
  expect(swapped + repeated).toBe((told.manifest.steps.at(-1) as { added?: number }).added);
  for (const { samples } of added) {
    expect(samples).toHaveLength(3);
    for (const { id, copyOf } of samples) expect(id.startsWith(`${copyOf}#`)).toBe(true);
  }
  const { out } = await ask('inspect', '--kind', 'added');
  expect(out).toContain(`balance/identity-swap@1  added by balance: ${swapped}\n`);
  expect(out).not.toContain('duplicate/');
  for (const secret of [MAIL, PHONE]) expect(out).not.toContain(secret);
  expect((await json<Inspected>('inspect', '--kind', 'dropped')).added).toBeUndefined();
  expect((await json<Inspected>('inspect', '--rule', 'balance/resample')).added).toHaveLength(1);
});
