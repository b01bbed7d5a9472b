import { z } from 'zod';
import { list } from '../config/fields';
import { method } from './counter-measures';
import { name, share, whole, words } from './fields';

const wordSet = (least: number, what: string) =>
  list(words('a word'), `a list of ${least} to 100 words`, least, 100).describe(what);

const test = z.strictObject(
  {
    name: name.describe('Name of the test'),
    x: wordSet(2, 'Targets of one kind, such as flowers'),
    y: wordSet(2, 'Targets of the other kind, such as insects'),
    a: wordSet(1, 'Attributes of one kind, such as pleasant words'),
    b: wordSet(1, 'Attributes of the other kind'),
  },
  { error: 'a map of name, x, y, a and b' },
);

const weat = z.strictObject(
  {
    vectors: words('a path').describe(
      'Word vectors: a text file with a word and its numbers a line (word2vec, fastText, GloVe)',
    ),
    tests: list(test, 'a list of 1 to 20 tests', 1, 20).describe('Word sets'),
  },
  { error: 'a map of vectors and tests' },
);

/** What is weighed against what, and what is done about a difference. */
export const balance = z.strictObject(
  {
    facet: words('source, or the name of a field').default('source').describe('What groups are told apart by'),
    positive: list(words('the name of a class'), 'a list of 1 to 100 classes', 1, 100).describe('Favourable labels'),
    most: share('a total variation distance above 0, at most 1')
      .default(0.2)
      .describe('The most that facets may differ'),
    method,
    share: share('a share above 0, at most 1').default(0.5).describe('Largest share of one source, for cap'),
    // Without defaults: a plan that does not name them keeps its settings, and so its hashes.
    copies: whole(1, 100, 'a whole number from 1 to 100')
      .optional()
      .describe('How often one document may be there, for resample; without it 3'),
    setAside: share('a share above 0, at most 1')
      .optional()
      .describe('Largest share of documents that quarantine may set aside; without it 0.2'),
    weat: weat.optional().describe('Word association tests (WEAT)'),
  },
  { error: 'a map of facet and positive' },
);
