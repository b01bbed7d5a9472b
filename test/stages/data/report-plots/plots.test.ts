import { barPlot } from '../../../../stages/data/report-plots/bars';
import { histogramPlot } from '../../../../stages/data/report-plots/histogram';
import { ratePlot } from '../../../../stages/data/report-plots/rates';
import { readable, scale } from '../../../../stages/data/report-plots/scale';
import { seriesPlot } from '../../../../stages/data/report-plots/series';
import { COLOURS, cut, element, escaped } from '../../../../stages/data/report-plots/svg';

const HOSTILE = `<script>alert("x")</script>&'\u0000\ud800]]>`;
const text = (title = 'A title', id = 'plot-1') => ({ id, title, description: `${title}, described` });

const PLOTS: [name: string, draw: (name: string) => string][] = [
  ['histogram', (name) => histogramPlot(text(name), [{ low: 0, high: 10, before: 5, after: 2 }, { low: 10, high: 20, before: 3, after: 3 }], name)],
  ['bars', (name) => barPlot(text(name), [{ name, count: 7 }, { name: 'b', count: 3 }])],
  ['series', (name) => seriesPlot(text(name), [{ run: name, value: 0.1, interval: { low: 0, high: 0.2 } }, { run: 'r2', value: 0.4, interval: { low: 0.3, high: 0.5 } }, { run: name }], { atMost: 0.25 })],
  ['rates', (name) => ratePlot(text(name), [{ name, rate: 0.5, low: 0.4, high: 0.6, of: 100 }, { name: 'b', rate: 0.9, low: 0.8, high: 1, of: 40, marked: true }])],
]; // prettier-ignore

/** Opens and closes every tag, each attribute quoted: enough of XML to find a text that broke out. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const tag = /^<(\/?)([a-z]+)((?: [A-Za-z0-9:-]+="[^"<]*")*)(\/?)>/.exec(rest);
    if (tag !== null) {
      const [all, closes, name = '', , empty] = tag;
      if (closes === '/' && open.pop() !== name) return false;
      if (closes === '' && empty === '') open.push(name);
      rest = rest.slice(all.length);
      continue;
    }
    const words = /^(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+/.exec(rest);
    if (words === null) return false;
    rest = rest.slice(words[0].length);
  }
  return open.length === 0;
}

describe.each(PLOTS)('%s', (_name, draw) => {
  test('is one well-formed drawing with a title and a description that label it', () => {
    const svg = draw('Words');
    expect(wellFormed(svg)).toBe(true);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="plot-1-title plot-1-desc"/);
    expect(svg).toContain('<title id="plot-1-title">Words</title><desc id="plot-1-desc">Words, described</desc>');
  });

  test('keeps hostile names from becoming markup', () => {
    const svg = draw(HOSTILE);
    expect(wellFormed(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\u0000-\u0008\ud800-\udfff]/);
  });

  test('has text in the colour of the page, and marks that show on light and on dark', () => {
    const svg = draw('Words');
    for (const [tag] of svg.matchAll(/<text[^>]*>/g)) expect(tag).toContain('fill="currentColor"');
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    const known = ['currentColor', 'none', ...Object.values<string>(COLOURS)];
    expect(colours.filter((colour) => !known.includes(colour ?? ''))).toEqual([]);
  });

  test('has finite coordinates with two decimals at most, and no reference to anything outside', () => {
    const svg = draw('Words');
    expect(svg).not.toMatch(/NaN|Infinity|\d\.\d{3}/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|<style|<image/);
  });

  test('is the same to the byte', () => {
    expect(draw('Words')).toBe(draw('Words'));
  });
});

test.each(Object.entries(COLOURS))(
  'colour %s has a contrast of 3 to 1 against white and near-black (WCAG 2.2, 1.4.11)',
  (_name, colour) => {
    const luminance = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const own = luminance(colour) + 0.05;
    expect(1.05 / own).toBeGreaterThanOrEqual(3);
    expect(own / (luminance('#121212') + 0.05)).toBeGreaterThanOrEqual(3);
  },
);

test.each<[string, string, string]>([
  ['histogram', histogramPlot(text(), [], 'words'), 'no values'],
  [
    'histogram of NaN',
    histogramPlot(text(), [{ low: 0, high: Number.NaN, before: 1, after: 1 }], 'words'),
    'no values',
  ],
  ['bars', barPlot(text(), [{ name: 'a', count: 0 }]), 'none'],
  ['series', seriesPlot(text(), [{ run: 'a' }, { run: 'b', value: Number.NaN }]), 'no run has a value'],
  ['rates', ratePlot(text(), []), 'no labelled records'],
])('an empty %s says so', (_name, svg, words) => {
  expect(wellFormed(svg)).toBe(true);
  expect(svg).toContain(`>${words}</text>`);
});

test('bars are ordered by length and true to scale, and the rest is one bar', () => {
  const svg = barPlot(
    text(),
    [
      { name: 'small', count: 25 },
      { name: 'large', count: 100 },
      { name: 'x', count: 1 },
      { name: 'y', count: 1 },
    ],
    3,
  );
  expect([...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words)).toEqual([
    'large',
    '100',
    'small',
    '25',
    '2 others',
    '2',
  ]);
  const widths = [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths[1]! / widths[0]!).toBeCloseTo(0.25, 6);
});

test('a series has a gap where a run has no value, and marks the runs beyond a limit', () => {
  const points = [1, 2, undefined, 3, 9].map((value, i) => ({ run: `r${i}`, ...(value !== undefined && { value }) }));
  const svg = seriesPlot(text(), points, { atMost: 5 });
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg.match(/<circle/g)).toHaveLength(3);
  expect(svg.match(/<path/g)).toHaveLength(1);
  expect(svg).toContain('<title>r4: 9</title>');
});

test('ticks are round and cover the range', () => {
  expect(scale(0, 97, 0, 100).ticks).toEqual([0, 20, 40, 60, 80, 100]);
  expect(scale(-0.3, 0.2, 0, 100).ticks.map(readable)).toEqual(['-0.3', '-0.2', '-0.1', '0', '0.1', '0.2']);
  expect(scale(5, 5, 0, 100).at(5)).toBe(50);
});

test.each([
  [0, '0'],
  [1234.5, '1235'],
  [0.12345, '0.123'],
  [2_500_000, '2.5e6'],
  [0.0001, '1e-4'],
])('%d is shown as %s', (value, shown) => {
  expect(readable(value)).toBe(shown);
});

test('texts are cut by code points, attributes are escaped', () => {
  expect(cut('😀😀😀', 2)).toBe('😀…');
  expect(element('g', { id: '"><x' })).toBe('<g id="&quot;&gt;&lt;x"/>');
  expect(escaped('\u0007\ud800')).toBe('\ufffd\ufffd');
});
