/** Markup that is safe to place into a page. Only {@link html} and {@link trusted} make it. */
export class Html {
  public constructor(public readonly text: string) {}
}

type Value = Html | string | number | undefined | readonly Value[];

/** A piece of a page. Whatever is put into it is escaped, unless it is markup already; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, index) => part + render(values[index])).join(''));
}

/** Text of our own that is markup: never with a value from a template in it. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escape(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Control and direction-changing characters become visible: they could make a name read as another. */
function escape(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (character) =>
      character === '\n' || character === '\t' ? ' ' : '\ufffd',
    )
    .replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}
