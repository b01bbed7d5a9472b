import { existsSync, readdirSync } from 'node:fs';
import { left } from '../../test/cli/data/killed';

/** What an ended run left: a file that a kill left unfinished is no object, and nothing reads it. */
export function settled(workspace: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(left(workspace)).filter(([name]) => !name.endsWith('.unfinished')));
}

/** How many objects kills have left half written. */
export function unfinishedIn(workspace: string): number {
  const names = existsSync(workspace) ? readdirSync(workspace, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => name.endsWith('.unfinished')).length;
}
