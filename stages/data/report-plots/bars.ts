import { readable } from './scale';
import { COLOURS, cut, drawing, element, label, nothing, type PlotText } from './svg';

/** How often something happened, e.g. how many records a rule dropped. */
export interface Bar {
  readonly name: string;
  readonly count: number;
}

const [WIDTH, LEFT, ROW, TOP] = [640, 250, 22, 8];

/** Bars by name, the longest first; beyond `most`, the rest in one bar. For drops by rule, kinds of personal data and the like. */
export function barPlot(text: PlotText, bars: readonly Bar[], most = 20): string {
  const usable = bars.filter(({ count }) => Number.isFinite(count) && count > 0);
  const ordered = [...usable].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  if (ordered.length === 0) return nothing(text, 'none');
  const shown = ordered.length <= most ? ordered : ordered.slice(0, most - 1);
  const rest = ordered.slice(shown.length);
  if (rest.length > 0)
    shown.push({ name: `${rest.length} others`, count: rest.reduce((sum, { count }) => sum + count, 0) });
  const largest = Math.max(...shown.map(({ count }) => count));
  const rows = shown.map(({ name, count }, i) => {
    const y = TOP + i * ROW;
    const width = Math.max(1, (count / largest) * (WIDTH - LEFT - 70));
    const bar = element('rect', { x: LEFT, y, width, height: ROW - 6, fill: COLOURS.first });
    const words = label(LEFT - 8, y + 12, cut(name, 38), 'end') + label(LEFT + width + 6, y + 12, readable(count));
    return element('g', {}, bar + words);
  });
  return drawing(text, WIDTH, TOP * 2 + shown.length * ROW, rows.join(''));
}
