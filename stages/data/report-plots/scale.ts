import { element, label } from './svg';

/** Where values of an axis lie on the drawing. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** A linear scale over [low, high], widened to round ticks. `low` = `high` is widened by one on both sides. */
export function scale(low: number, high: number, from: number, to: number, most = 5): Scale {
  const [start, end] = low === high ? [low - 1, high + 1] : [low, high];
  const step = niceStep((end - start) / most);
  const [first, last] = [Math.floor(start / step + 1e-9), Math.ceil(end / step - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const [bottom, top] = [first * step, last * step];
  return { at: (value) => from + ((value - bottom) / (top - bottom)) * (to - from), ticks };
}

/** A number for people: three significant digits, thousands as they are. */
export function readable(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return value.toExponential(1).replace(/\.0e/, 'e').replace('e+', 'e');
  return size >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** Horizontal lines with their values at the left. */
export function gridLines({ at, ticks }: Scale, left: number, right: number): string {
  return ticks
    .map((tick) => {
      const y = at(tick);
      const line = { x1: left, y1: y, x2: right, y2: y, stroke: 'currentColor', 'stroke-opacity': '0.2' };
      return element('line', line) + label(left - 6, y + 4, readable(tick), 'end');
    })
    .join('');
}

/** 1, 2 or 5 times a power of ten, at least `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}
