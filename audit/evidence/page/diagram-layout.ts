import type { Template } from '../../ledger/templates';
import { byText } from '../../ledger/row';

export const BOX = { width: 168, height: 56 };
const GAP = { x: 34, y: 18 };
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
      const x = PADDING + column * (BOX.width + GAP.x);
      boxes.set(template.stack, { template, x, y: y + TITLE + row * (BOX.height + GAP.y) + 6 });
    }
    const height = TITLE + Math.max(...filled.values()) * (BOX.height + GAP.y) + 6;
    groups.push({ title, y, height });
    y += height + GAP.y;
  }
  const columns = Math.max(0, ...depths.values()) + 1;
  return {
    width: Math.max(NARROWEST, 2 * PADDING + columns * (BOX.width + GAP.x) - GAP.x),
    height: Math.max(0, y - GAP.y),
    groups,
    boxes: [...boxes.values()],
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
  const byName = new Map(templates.map((template) => [template.stack, template]));
  const depths = new Map<Template, number>();
  const visit = (template: Template): number => {
    const known = depths.get(template);
    if (known !== undefined) return known;
    const needed = template.after.flatMap((name) => byName.get(name) ?? []);
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
  for (const { stack, after } of inOrder(templates)) {
    needs.set(stack, new Set([...after, ...after.flatMap((name) => [...(needs.get(name) ?? [])])]));
  }
  return templates.flatMap(({ stack, after }) =>
    after
      .filter((name) => !after.some((other) => other !== name && needs.get(other)?.has(name)))
      .flatMap((name) => {
        const from = boxes.get(name);
        const to = boxes.get(stack);
        return from && to ? [[from, to] as const] : [];
      }),
  );
}
