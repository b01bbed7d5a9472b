import { gridLines, readable, scale } from './scale';
import { COLOURS, drawing, element, label, nothing, type PlotText } from './svg';

/** One class of a histogram, with how many values lay in it before and after a step. */
export interface HistogramClass {
  readonly low: number;
  readonly high: number;
  readonly before: number;
  readonly after: number;
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 260, 64, 40, 220];

/** A distribution before (outlined) and after (filled), class by class. `unit` names the horizontal axis. */
export function histogramPlot(text: PlotText, classes: readonly HistogramClass[], unit: string): string {
  const usable = classes.filter(({ low, high, before, after }) => [low, high, before, after].every(Number.isFinite));
  const largest = Math.max(0, ...usable.flatMap(({ before, after }) => [before, after]));
  if (largest === 0) return nothing(text, 'no values');
  const y = scale(0, largest, BOTTOM, TOP);
  const width = (WIDTH - LEFT - 16) / usable.length;
  const bars = usable.map(({ low, high, before, after }, i) => {
    const x = LEFT + i * width;
    const says = `${readable(low)} to ${readable(high)}: ${readable(before)} before, ${readable(after)} after`;
    const filled = {
      x: x + 1,
      y: y.at(after),
      width: Math.max(0, width - 2),
      height: BOTTOM - y.at(after),
      fill: COLOURS.first,
    };
    const outlined = {
      ...filled,
      y: y.at(before),
      height: BOTTOM - y.at(before),
      fill: 'none',
      stroke: COLOURS.second,
      'stroke-width': '1.5',
    };
    return element('g', {}, element('title', {}, says) + element('rect', filled) + element('rect', outlined));
  });
  const [first, last] = [usable[0], usable[usable.length - 1]];
  const ends =
    label(LEFT, BOTTOM + 16, readable(first?.low ?? 0)) +
    label(WIDTH - 16, BOTTOM + 16, readable(last?.high ?? 0), 'end') +
    label((LEFT + WIDTH - 16) / 2, BOTTOM + 32, unit, 'middle');
  return drawing(text, WIDTH, HEIGHT, legend() + gridLines(y, LEFT, WIDTH - 16) + bars.join('') + ends);
}

function legend(): string {
  const mark = { y: 12, width: 12, height: 12 };
  return (
    element('rect', { x: LEFT, ...mark, fill: 'none', stroke: COLOURS.second, 'stroke-width': '1.5' }) +
    label(LEFT + 18, 22, 'before') +
    element('rect', { x: LEFT + 80, ...mark, fill: COLOURS.first }) +
    label(LEFT + 98, 22, 'after')
  );
}
