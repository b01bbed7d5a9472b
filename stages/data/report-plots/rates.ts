import { readable, scale } from './scale';
import { COLOURS, cut, drawing, element, escaped, label, nothing, type PlotText } from './svg';

/** One source's rate with its interval. */
export interface RateRow {
  readonly name: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** How many records the rate is of. */
  readonly of: number;
  /** The rate differs from the others': drawn as a diamond. */
  readonly marked?: boolean;
}

const [WIDTH, LEFT, RIGHT, ROW, TOP] = [640, 220, 90, 24, 30];

/** Rates from 0 to 1 with their intervals, one row each, in the order given. For label rates by source. */
export function ratePlot(text: PlotText, rows: readonly RateRow[]): string {
  const usable = rows.filter(({ rate, low, high }) => [rate, low, high].every(Number.isFinite));
  if (usable.length === 0) return nothing(text, 'no labelled records');
  const x = scale(0, 1, LEFT, WIDTH - RIGHT);
  const bottom = TOP + usable.length * ROW;
  const grid = x.ticks.map((tick) => {
    const at = x.at(tick);
    const line = { x1: at, y1: TOP - 6, x2: at, y2: bottom, stroke: 'currentColor', 'stroke-opacity': '0.2' };
    return element('line', line) + label(at, TOP - 12, readable(tick), 'middle');
  });
  const lines = usable.map(({ name, rate, low, high, of, marked }, i) => {
    const y = TOP + i * ROW + ROW / 2;
    const colour = marked === true ? COLOURS.alert : COLOURS.first;
    const says = `${name}: ${readable(rate)} (${readable(low)} to ${readable(high)}) of ${of}`;
    const interval = element('line', {
      x1: x.at(low),
      y1: y,
      x2: x.at(high),
      y2: y,
      stroke: colour,
      'stroke-width': '2',
    });
    const point =
      marked === true
        ? element('path', { d: `M${x.at(rate).toFixed(2)} ${y - 6}l6 6l-6 6l-6 -6z`, fill: colour })
        : element('circle', { cx: x.at(rate), cy: y, r: 4, fill: colour });
    const words = label(LEFT - 10, y + 4, cut(name, 32), 'end') + label(WIDTH - RIGHT + 12, y + 4, `n = ${of}`);
    return element('g', {}, element('title', {}, escaped(says)) + interval + point + words);
  });
  return drawing(text, WIDTH, bottom + 12, grid.join('') + lines.join(''));
}
