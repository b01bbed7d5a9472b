import { gridLines, readable, scale } from './scale';
import { COLOURS, cut, drawing, element, escaped, label, nothing, place, type PlotText } from './svg';

/** One run's value. Without a value there is a gap: nothing is drawn in between. */
export interface SeriesPoint {
  readonly run: string;
  readonly value?: number;
  readonly interval?: { readonly low: number; readonly high: number };
}

/** Values beyond these are marked. */
export interface SeriesLimits {
  readonly atLeast?: number;
  readonly atMost?: number;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 260, 64, 16, 20, 210];

/** A statistic over runs with its interval as a band and its limits as dashed lines; runs beyond a limit are diamonds. */
export function seriesPlot(text: PlotText, points: readonly SeriesPoint[], limits: SeriesLimits = {}): string {
  const bounds = [limits.atLeast, limits.atMost].filter((bound) => bound !== undefined);
  const values = points.flatMap(({ value, interval }) => (usable(value) ? [value, ...ends(interval)] : []));
  if (values.length === 0) return nothing(text, 'no run has a value');
  const y = scale(Math.min(...values, ...bounds), Math.max(...values, ...bounds), BOTTOM, TOP);
  const step = (WIDTH - LEFT - RIGHT - 24) / Math.max(1, points.length - 1);
  const x = (i: number): number => LEFT + 12 + i * step;
  const stretches = stretchesOf(points);
  const bands = stretches.map((stretch) => band(stretch, points, x, y.at)).join('');
  const lines = stretches.map((stretch) => line(stretch, points, x, y.at)).join('');
  const dashed = bounds.map((bound) => {
    const at = y.at(bound);
    return element('line', {
      x1: LEFT,
      y1: at,
      x2: WIDTH - RIGHT,
      y2: at,
      stroke: COLOURS.alert,
      'stroke-dasharray': '6 4',
    });
  });
  const marks = points.map((point, i) => (usable(point.value) ? mark(point, point.value, x(i), y.at, limits) : ''));
  const names =
    label(x(0), BOTTOM + 20, cut(points[0]?.run ?? '', 30)) +
    (points.length > 1 ? label(WIDTH - RIGHT, BOTTOM + 20, cut(points[points.length - 1]?.run ?? '', 30), 'end') : '');
  return drawing(
    text,
    WIDTH,
    HEIGHT,
    gridLines(y, LEFT, WIDTH - RIGHT) + bands + dashed.join('') + lines + marks.join('') + names,
  );
}

function usable(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function ends(interval: SeriesPoint['interval']): number[] {
  return interval === undefined ? [] : [interval.low, interval.high].filter((end) => Number.isFinite(end));
}

/** Indices of neighbouring runs that have a value. */
function stretchesOf(points: readonly SeriesPoint[]): number[][] {
  const stretches: number[][] = [[]];
  points.forEach(({ value }, i) => {
    if (usable(value)) stretches[stretches.length - 1]?.push(i);
    else stretches.push([]);
  });
  return stretches.filter(({ length }) => length > 0);
}

function band(
  stretch: readonly number[],
  points: readonly SeriesPoint[],
  x: (i: number) => number,
  y: (value: number) => number,
): string {
  const within = stretch.filter((i) => ends(points[i]?.interval).length === 2);
  if (within.length < 2) return '';
  const corner = (i: number, end: 'low' | 'high'): string =>
    `${place(x(i))},${place(y(points[i]?.interval?.[end] ?? 0))}`;
  const corners = [...within.map((i) => corner(i, 'high')), ...[...within].reverse().map((i) => corner(i, 'low'))];
  return element('polygon', { points: corners.join(' '), fill: COLOURS.first, 'fill-opacity': '0.25' });
}

function line(
  stretch: readonly number[],
  points: readonly SeriesPoint[],
  x: (i: number) => number,
  y: (value: number) => number,
): string {
  if (stretch.length < 2) return '';
  const corners = stretch.map((i) => `${place(x(i))},${place(y(points[i]?.value ?? 0))}`);
  return element('polyline', { points: corners.join(' '), fill: 'none', stroke: COLOURS.first, 'stroke-width': '2' });
}

function mark(
  point: SeriesPoint,
  value: number,
  x: number,
  y: (value: number) => number,
  limits: SeriesLimits,
): string {
  const beyond = value > (limits.atMost ?? Infinity) || value < (limits.atLeast ?? -Infinity);
  const range = ends(point.interval);
  const says = `${point.run}: ${readable(value)}${range.length === 2 ? ` (${range.map(readable).join(' to ')})` : ''}`;
  const whisker =
    range.length === 2
      ? element('line', {
          x1: x,
          y1: y(range[0] ?? 0),
          x2: x,
          y2: y(range[1] ?? 0),
          stroke: COLOURS.first,
          'stroke-width': '1',
        })
      : '';
  const at = y(value);
  const shape = beyond
    ? element('path', { d: `M${place(x)} ${place(at - 6)}l6 6l-6 6l-6 -6z`, fill: COLOURS.alert })
    : element('circle', { cx: x, cy: at, r: 3.5, fill: COLOURS.first });
  return element('g', {}, element('title', {}, escaped(says)) + whisker + shape);
}
