/** Elements that never hold others, or end without being closed: an open one of these nests nothing. */
const UNCLOSED = new Set(
  'area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
);
const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;

/** Whether elements are nested deeper than `limit`, roughly, in time linear in the markup: a parser's own time grows with the square of the depth. */
export function isNestedDeeper(html: string, limit: number): boolean {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(TAG)) {
    if (UNCLOSED.has(name.toLowerCase())) continue;
    depth += slash === '/' ? -1 : 1;
    if (depth > limit) return true;
    if (depth < 0) depth = 0;
  }
  return false;
}

/** Markup without its tags, whatever is in it: for what is too broken to be parsed. */
export function withoutTags(html: string): string {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
