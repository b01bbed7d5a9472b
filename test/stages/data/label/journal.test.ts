import { journalLabels, readJournal } from '../../../../stages/data/label/journal';

const base = { schema: 'mail-spam@2', guideline: 3, time: '2026-11-26T04:30:00Z' };
const lines = (...entries: object[]) =>
  entries.map((entry, index) => `${JSON.stringify({ sequence: index + 1, ...entry, ...base })}\n`).join('');
const read = (text: string) => readJournal(text, 'mail-spam@2', 'ada.jsonl');
const answer = (item: string, value: string) => ({ kind: 'answer', item, value });

test('the last word on an item counts, an undo takes it back, a skip is no label', () => {
  const state = read(
    lines(
      answer('b', 'spam'),
      answer('a', 'ham'),
      answer('b', 'ham'),
      { kind: 'skip', item: 'c' },
      answer('d', 'spam'),
      {
        kind: 'undo',
        item: 'd',
      },
    ),
  );
  expect(journalLabels(state, 'ada')).toEqual([
    { item: 'a', labeller: 'ada', value: 'ham', guideline: 3 },
    { item: 'b', labeller: 'ada', value: 'ham', guideline: 3 },
  ]);
  expect(state.order).toEqual(['a', 'b', 'c']);
  expect(state.next).toBe(7);
});

test('notes stay beside answers, and an empty one removes it', () => {
  const state = read(
    lines(
      { kind: 'note', item: 'a', note: 'odd' },
      { kind: 'note', item: 'b', note: 'x' },
      { kind: 'note', item: 'b', note: '' },
    ),
  );
  expect([...state.notes]).toEqual([['a', 'odd']]);
  expect(state.items.size).toBe(0);
});

test('wherever a kill cuts the journal, the whole lines before it count and nothing else', () => {
  const text = lines(answer('a', 'ham'), answer('é', 'spam'), answer('c', 'ham'));
  for (let cut = 0; cut <= text.length; cut++) {
    const state = read(text.slice(0, cut));
    const whole = text.slice(0, cut).split('\n').length - 1;
    expect(state.items.size).toBe(whole);
    expect(state.wholeBytes).toBe(
      Buffer.byteLength(
        text
          .split('\n')
          .slice(0, whole)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
  }
});

test.each([
  ['a line that is no JSON', `${lines(answer('a', 'ham'))}{"sequence":2,\n`, 'ada.jsonl:2 must be a JSON object'],
  ['another schema', lines(answer('a', 'ham')).replace('@2', '@1'), 'a label of mail-spam@2'],
  ['a missing line', lines(answer('a', 'ham'), answer('b', 'ham')).split('\n')[1]! + '\n', 'must be entry 1'],
  ['an answer without a value', lines({ kind: 'answer', item: 'a' }), 'with all its properties'],
])('%s is an error with its line', (_, text, sentence) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'JOURNAL_INVALID' }));
  expect(() => read(text)).toThrow(sentence);
});
