import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelledWindows } from '../../../../bench/data-quality/labelled-windows';
import { addScores, percentages, type Scores } from '../../../../bench/data-quality/span-score';
import { detect } from '../../../../stages/data/personal/detect';
import { KINDS } from '../../../../stages/data/personal/kinds';

const windows = labelledWindows();

/** The half that no rule was tuned on. */
function heldOut(): ReturnType<typeof percentages> {
  const scores: Scores = new Map();
  for (const { half, text, spans } of windows) if (half === 'held-out') addScores(scores, detect(text), spans);
  return percentages(scores);
}

test('the labels are 300 spans at least, in both halves, of kinds that exist', () => {
  const spans = windows.flatMap(({ half, spans }) =>
    spans.filter(({ optional }) => !optional).map(({ kind }) => ({ half, kind })),
  );
  expect(spans.length).toBeGreaterThanOrEqual(300);
  expect(spans.filter(({ half }) => half === 'held-out').length).toBeGreaterThan(150);
  for (const { kind } of spans) expect(KINDS).toContain(kind);
});

test('the file of labels holds hashes, offsets and kinds, and no text', () => {
  const file = JSON.parse(readFileSync(join(__dirname, 'labelled-spans.json'), 'utf8')) as Record<string, string>[];
  for (const { mail, half, spans, ...rest } of file) {
    expect(mail).toMatch(/^[0-9a-f]{64}$/);
    expect(['dev', 'held-out']).toContain(half);
    expect(spans).toMatch(/^(?:(?:^|, )\d+-\d+ [a-z-]+\??)*$/);
    expect(Object.keys(rest).sort()).toEqual(['from', 'to']);
  }
});

test('on mails that a person labelled and no rule was tuned on, addresses are nearly all found, names two of three, and finds are right', () => {
  const { all, email, ip, person } = heldOut();
  expect(email!.recall).toBeGreaterThanOrEqual(98);
  expect(ip!.recall).toBeGreaterThanOrEqual(95);
  expect(person!.recall).toBeGreaterThanOrEqual(66);
  expect(all!.precision).toBeGreaterThanOrEqual(98);
});
