import type { Template } from '../../ledger/templates';
import { byText } from '../../ledger/row';

export const BOX_HEIGHT = 56;
const BOX_WIDTH = { least: 168, most: 226 };
const GAP = { x: 40, y: 18 };
/** No drawing is narrower, or few stacks would be drawn huge. */
const NARROWEST = 1080;
const PADDING = 18;
const TITLE = 30;

export interface Box {
  readonly template: Template;
  readonly x: number;
  readonly y: number;
}

/** One account and region, with its stacks. */
export interface Group {
  readonly title: string;
  readonly y: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly Group[];
  readonly boxes: readonly Box[];
  readonly boxWidth: number;
  /** From the stack that must come first to the one that needs it. */
  readonly arrows: readonly (readonly [Box, Box])[];
}

/** Puts each account's stacks in a band, and each stack right of those it needs. */
export function layout(templates: readonly Template[]): Layout {
  const depths = depthsOf(templates);
  const bands = new Map<string, Template[]>();
  for (const template of templates) {
    const title = `${template.account ?? 'any account'} · ${template.region ?? 'any region'}`;
    bands.set(title, [...(bands.get(title) ?? []), template]);
  }
  const columns = Math.max(0, ...depths.values()) + 1;
  const share = Math.floor((NARROWEST - 2 * PADDING + GAP.x) / columns) - GAP.x;
  const boxWidth = Math.min(BOX_WIDTH.most, Math.max(BOX_WIDTH.least, share));
  const boxes = new Map<string, Box>();
  const groups: Group[] = [];
  let y = 0;
  const first = (members: readonly Template[]): number => Math.min(...members.map((member) => depths.get(member) ?? 0));
  const sorted = [...bands].sort(([a, x], [b, z]) => first(x) - first(z) || byText(a, b));
  for (const [title, members] of sorted) {
    const filled = new Map<number, number>();
    for (const template of members) {
      const column = depths.get(template) ?? 0;
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      const x = PADDING + column * (boxWidth + GAP.x);
      boxes.set(template.path, { template, x, y: y + TITLE + row * (BOX_HEIGHT + GAP.y) + 6 });
    }
    const height = TITLE + Math.max(...filled.values()) * (BOX_HEIGHT + GAP.y) + 6;
    groups.push({ title, y, height });
    y += height + GAP.y;
  }
  return {
    width: Math.max(NARROWEST, 2 * PADDING + columns * (boxWidth + GAP.x) - GAP.x),
    height: Math.max(0, y - GAP.y),
    groups,
    boxes: [...boxes.values()],
    boxWidth,
    arrows: arrowsOf(templates, boxes),
  };
}

/** Templates in the order in which they can be deployed. */
export function inOrder(templates: readonly Template[]): Template[] {
  const depths = depthsOf(templates);
  const depth = (template: Template): number => depths.get(template) ?? 0;
  return [...templates].sort((a, b) => depth(a) - depth(b) || byText(a.path, b.path));
}

/** How many stacks must be deployed before each, one after the other. */
function depthsOf(templates: readonly Template[]): Map<Template, number> {
  const byPath = new Map(templates.map((template) => [template.path, template]));
  const depths = new Map<Template, number>();
  const visit = (template: Template): number => {
    const known = depths.get(template);
    if (known !== undefined) return known;
    const needed = template.after.flatMap((path) => byPath.get(path) ?? []);
    const depth = needed.length === 0 ? 0 : 1 + Math.max(...needed.map(visit));
    depths.set(template, depth);
    return depth;
  };
  templates.forEach(visit);
  return depths;
}

/** Only direct arrows: where A needs B and B needs C, that A needs C is seen already. */
function arrowsOf(templates: readonly Template[], boxes: ReadonlyMap<string, Box>): (readonly [Box, Box])[] {
  const needs = new Map<string, Set<string>>();
  for (const { path, after } of inOrder(templates)) {
    needs.set(path, new Set([...after, ...after.flatMap((other) => [...(needs.get(other) ?? [])])]));
  }
  return templates.flatMap(({ path, after }) =>
    after
      .filter((needed) => !after.some((other) => other !== needed && needs.get(other)?.has(needed)))
      .flatMap((needed) => {
        const from = boxes.get(needed);
        const to = boxes.get(path);
        return from && to ? [[from, to] as const] : [];
      }),
  );
}
