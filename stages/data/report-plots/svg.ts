/** Colours of marks: at least 3 to 1 against white and against near-black, so one drawing serves light and dark pages. */
export const COLOURS = { first: '#2f7dc4', second: '#c2661a', alert: '#d1424f' } as const;

/** What names a drawing. */
export interface PlotText {
  /** Unique in its page: letters, digits and hyphens. The drawing's parts are labelled through it. */
  readonly id: string;
  /** What is shown, for everybody. */
  readonly title: string;
  /** What it says, for those who cannot see it. */
  readonly description: string;
}

/** Text that is safe between tags and in quoted attributes. Signs that XML 1.0 does not allow become U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** An element: attributes in the order given, content as it is (already escaped). */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => {
    return ` ${key}="${typeof value === 'number' ? place(value) : escaped(value)}"`;
  });
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}

/** A line of text. It takes the page's colour. */
export function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return element('text', { x, y, 'text-anchor': anchor, fill: 'currentColor' }, escaped(text) || ' ');
}

/** A whole drawing, with its title and description for assistive technology. The page sets `color`. */
export function drawing({ id, title, description }: PlotText, width: number, height: number, content: string): string {
  const safe = id.replace(/[^A-Za-z0-9-]/g, '-');
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${place(width)} ${place(height)}`,
    role: 'img',
    'aria-labelledby': `${safe}-title ${safe}-desc`,
    'font-family': 'system-ui, sans-serif',
    'font-size': '12',
  };
  const title_ = element('title', { id: `${safe}-title` }, escaped(title) || ' ');
  const desc = element('desc', { id: `${safe}-desc` }, escaped(description) || ' ');
  return element('svg', attributes, title_ + desc + content);
}

/** What a drawing shows where there is nothing to draw. */
export function nothing(text: PlotText, reason: string): string {
  return drawing(text, 640, 60, label(320, 35, reason, 'middle'));
}

/** A coordinate with two decimals at most: enough for the eye, and the same on every machine. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** A text cut to a length, with an ellipsis. Whole code points. */
export function cut(text: string, most: number): string {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`;
}
