import { type DomNode, type FormatCallback, type HtmlToTextOptions, compile } from 'html-to-text';
import { isNestedDeeper, withoutTags } from './nesting';

/** What a page says. */
export interface PageText {
  readonly text: string;
  /** Elements that a reader of the page does not see: `hidden`, `display: none`, no size, no opacity. */
  readonly hiddenElements: number;
  /** What stands in them. Untrusted, and a signal of a hidden instruction: for the poison step, never for a log. */
  readonly hiddenText: string;
  /** Too deeply nested to be read as a page: only the tags were taken out, scripts and hidden elements included. A hostile page, in all likelihood. */
  readonly flattened: boolean;
}

/** Characters of a text in which markup is looked for. */
const LOOK = 4096;
/** So many known tags make a text a page. Fewer may be a text about markup. */
const FEWEST_TAGS = 5;
const DOCUMENT = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b/i;
const TAG =
  /<\/?(?:a|b|blockquote|body|br|center|div|font|h[1-6]|head|hr|i|img|li|meta|ol|p|span|strong|style|table|tbody|td|th|title|tr|ul)(?:\s[^<>]*)?\/?>/gi;

/** Longer pages are cut here, and what is nested deeper is left out: a page cannot exhaust the stack or the memory. */
const LONGEST_PAGE = 1 << 24;
const DEEPEST = 200;
const DEEPEST_PARSED = 2_000;
/** Hidden text that is kept a page. */
const MOST_HIDDEN = 4096;

const DROPPED = [
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'aside',
  'form',
  'button',
  'select',
  'svg',
  'iframe',
  'object',
  'head',
  'img',
];
const UNSEEN = [
  '[hidden]',
  '[style*="display:none" i]',
  '[style*="display: none" i]',
  '[style*="visibility:hidden" i]',
  '[style*="visibility: hidden" i]',
  '[style*="font-size:0" i]',
  '[style*="font-size: 0" i]',
  '[style*="opacity:0;" i]',
  '[style*="opacity: 0;" i]',
  '[style$="opacity:0" i]',
  '[style$="opacity: 0" i]',
];

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: LONGEST_PAGE, maxDepth: DEEPEST, ellipsis: '' },
  formatters: { unseen: noteUnseen() },
  selectors: [
    ...DROPPED.map((selector) => ({ selector, format: 'skip' })),
    ...UNSEEN.map((selector) => ({ selector, format: 'unseen' })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'hr', format: 'skip' },
  ],
};

interface Notes {
  count: number;
  readonly texts: string[];
}

const convert = compile(OPTIONS);

/** What the formatter notes of the page that is converted now: a formatter has no other way to its caller that the types know. */
let notes: Notes = { count: 0, texts: [] };

/** Whether a text is a page of markup, by a look at its beginning. */
export function isMarkup(text: string): boolean {
  if (!text.includes('<')) return false;
  const beginning = text.slice(0, LOOK);
  return DOCUMENT.test(beginning) || (beginning.match(TAG) ?? []).length >= FEWEST_TAGS;
}

/** The text of a page without scripts, styles, navigation and forms, and without what a reader does not see. Never throws: markup may be broken. */
export function fromHtml(html: string): PageText {
  const page = html.length > LONGEST_PAGE ? html.slice(0, LONGEST_PAGE) : html;
  if (isNestedDeeper(page, DEEPEST_PARSED)) {
    return { text: withoutTags(page), hiddenElements: 0, hiddenText: '', flattened: true };
  }
  notes = { count: 0, texts: [] };
  const text = convert(page).trim();
  return {
    text,
    hiddenElements: notes.count,
    hiddenText: notes.texts.join('\n').slice(0, MOST_HIDDEN),
    flattened: false,
  };
}

function noteUnseen(): FormatCallback {
  return (element) => {
    notes.count += 1;
    const words = textOf(element).replace(/\s+/g, ' ').trim();
    if (words !== '') notes.texts.push(words);
  };
}

/** The text under an element, without recursion: it may be nested deeper than the stack. */
function textOf(element: DomNode): string {
  const left = [element];
  let text = '';
  for (let node = left.pop(); node !== undefined && text.length < MOST_HIDDEN; node = left.pop()) {
    if (node.type === 'text') text += ` ${node.data ?? ''}`;
    left.push(...[...(node.children ?? [])].reverse());
  }
  return text;
}
