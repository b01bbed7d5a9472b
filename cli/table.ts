import { padTo, textWidth, wrap } from './width';

export interface TableOptions {
  /** Columns of the terminal. Without it nothing is wrapped: a pipe wants one line a row. */
  readonly width?: number | undefined;
  /** Columns whose cells stand to the right, from 0: numbers. */
  readonly right?: readonly number[];
  /** What to do with a finished line of the heading. */
  readonly heading?: (line: string) => string;
}

const GAP = '  ';
const NARROWEST = 8;

/** A table without lines: columns as wide as their widest cell, narrowed where the terminal ends. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const wanted = head.map((title, column) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const widths = options.width === undefined ? wanted : fit(wanted, options.width - GAP.length * (head.length - 1));
  const heading = lay(head, widths, options).map(options.heading ?? ((line) => line));
  return [...heading, ...rows.flatMap((row) => lay(row, widths, options))].map((line) => `${line}\n`).join('');
}

/** Takes columns from the widest until all fit, or until none can give more. */
function fit(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - room;
    const widest = Math.max(...widths);
    if (over <= 0 || widest <= NARROWEST) return widths;
    const second = Math.max(NARROWEST, ...widths.filter((width) => width < widest));
    widths[widths.indexOf(widest)] = Math.max(NARROWEST, Math.min(widest - 1, Math.max(second, widest - over)));
  }
}

function lay(cells: readonly string[], widths: readonly number[], { right = [] }: TableOptions): string[] {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? '', width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    widths
      .map((width, column) => {
        const text = wrapped[column]?.[index] ?? '';
        return right.includes(column) ? text.padStart(width) : padTo(text, width);
      })
      .join(GAP)
      .trimEnd(),
  );
}
