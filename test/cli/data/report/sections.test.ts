import { table } from '../../../../audit/evidence/page/words';
import { amount, row, section } from '../../../../cli/data/report/sections';

const PAGE = section(
  'sources',
  'Sources',
  undefined,
  table(
    'Records of each source',
    ['Source', { number: 'Records' }],
    [row('<b>web</b>', amount(1234567))],
    'filterable',
  ),
).text;

test('what a record is called is text in the page, never markup', () => {
  expect(PAGE).toContain('<th scope="row">&lt;b&gt;web&lt;/b&gt;</th>');
});

test('a number and the heading over it stand at the right, in thousands', () => {
  expect(PAGE).toContain('<th scope="col" class="num">Records</th>');
  expect(PAGE).toContain('<td class="num">1,234,567</td>');
  expect(PAGE).toContain('<th scope="col">Source</th>');
});

test('a table that does not fit is reached and scrolled by keyboard, under a name', () => {
  expect(PAGE).toMatch(
    /<div class="scroll" role="region" aria-label="Records of each source" tabindex="0">\s*<table class="filterable">/,
  );
});

test('a section that needs no sentence has none', () => {
  expect(PAGE).not.toContain('lead');
  expect(section('gates', 'Gates', 'Only what passed.').text).toContain('<p class="lead">Only what passed.</p>');
});

test('links name a section by its id', () => {
  expect(PAGE).toMatch(/^<section id="sources">/);
});
