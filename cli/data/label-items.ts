import { documentsOf, linesAs } from '../../stages/data/run/documents';
import { readManifest } from '../../stages/data/run/manifest';
import type { LabelDoubt } from '../../stages/data/run/opinions';
import { outcomeOf } from './earlier-run';
import type { PageItem } from './label-page/items';
import { textsById } from './texts-by-id';
import type { Workspace } from './workspace';

/** Documents in the order in which a person's look is worth most: labels that the others contradict, then what was kept. */
export async function itemsToLabel(workspace: Workspace, run: string, most: number): Promise<PageItem[]> {
  const store = workspace.run(run);
  const { review } = await outcomeOf(workspace, run);
  const doubtful: string[] = [];
  for await (const { id } of linesAs<LabelDoubt>(store, review)) if (doubtful.push(id) >= most) break;
  const texts = await textsById(workspace, run, new Set(doubtful));
  const items: PageItem[] = doubtful.flatMap((id) => {
    const text = texts.get(id);
    return text === undefined ? [] : [{ id, text }];
  });
  const chosen = new Set(doubtful);
  for (const { key } of (await readManifest(store)).manifest.outputs) {
    if (items.length >= most) break;
    for await (const { id, text, source } of documentsOf(store, key)) {
      if (items.length >= most) break;
      if (!chosen.has(id)) items.push({ id, text, fields: { source } });
    }
  }
  return items;
}
