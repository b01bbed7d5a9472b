import { readAccess } from '../../../audit/ledger/access';
import type { LocalTemplate } from '../../../audit/ledger/templates';
import { ACCESS_MATRIX_METADATA } from '../../../contract/access';

const ROW = { role: 'train', principal: 'arn', action: 'read', dataClass: 'curated', prefix: '', door: 'data network' };

function template(stack: string, matrix: unknown): LocalTemplate {
  return {
    stack,
    document: matrix === undefined ? {} : { Metadata: { [ACCESS_MATRIX_METADATA]: matrix } },
  } as LocalTemplate;
}

test('the matrix is read from whatever template carries it, each line once', () => {
  const other = { ...ROW, role: 'clean' };
  const access = readAccess([template('A', [ROW, other]), template('B', undefined), template('C', [ROW])]);
  expect(access.rows.map((row) => row.role)).toEqual(['clean', 'train']);
  expect(access.stacks).toEqual(['A', 'C']);
  expect(access.problems).toEqual([]);
});

test.each([
  ['a text', 'all may do all', /must be a list, got string/],
  ['a line that is no object', [null], /line 1 .* lacks/],
  ['a line without a role', [ROW, { ...ROW, role: '' }], /line 2 .* lacks/],
  ['a line with a list for a role', [{ ...ROW, role: ['a'] }], /line 1 .* lacks/],
])('a matrix that is %s is a problem, not an empty matrix', (_what, matrix, problem) => {
  expect(readAccess([template('A', matrix)]).problems).toEqual([expect.stringMatching(problem)]);
});
