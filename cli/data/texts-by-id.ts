import { documentsOf } from '../../stages/data/run/documents';
import { outcomeOf } from './earlier-run';
import type { Workspace } from './workspace';

/** Cleaned texts of documents, by id. What was never read into a document has none. */
export async function textsById(
  workspace: Workspace,
  run: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const { parts } = await outcomeOf(workspace, run);
  const texts = new Map<string, string>();
  for (const { cleaned } of parts) {
    if (texts.size === ids.size) break;
    for await (const { id, text } of documentsOf(workspace.run(run), cleaned.documents))
      if (ids.has(id)) texts.set(id, text);
  }
  return texts;
}
