import * as fc from 'fast-check';
import { table } from '../../cli/table';
import { textWidth } from '../../cli/width';

test('columns are as wide as their widest cell, numbers stand to the right, and no line ends in spaces', () => {
  const text = table(
    ['pack', 'passed', 'note'],
    [
      ['Serverless', '9', ''],
      ['HIPAA', '120', 'x'],
    ],
    { right: [1] },
  );

  expect(text).toBe(['pack        passed  note', 'Serverless       9', 'HIPAA          120  x', ''].join('\n'));
});

test('a terminal narrows the widest column first, and wraps its cells', () => {
  const text = table(['role', 'may'], [['curate', 'read objects under quarantine/ and nothing else']], { width: 30 });

  expect(text.split('\n')).toEqual([
    'role    may',
    'curate  read objects under',
    '        quarantine/ and',
    '        nothing else',
    '',
  ]);
});

test('without a terminal a row is one line, however long', () => {
  expect(table(['a'], [['x'.repeat(500)]]).split('\n')).toHaveLength(3);
});

test('only the heading is painted', () => {
  expect(table(['a'], [['b']], { heading: (line) => `<${line}>` })).toBe('<a>\nb\n');
});

test('a table fits its terminal, as long as every column can have eight letters', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll(/\s/g, ' '));
  const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 38, max: 120 }), (cells, width) => {
      const lines = table(['a', 'b', 'c', 'd'], cells, { width }).split('\n');
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
