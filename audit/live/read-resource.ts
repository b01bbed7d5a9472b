import type { Resource } from '../assembly/model';
import type { DeployedStacks } from './deployed-stacks';
import { failureOf } from './failure';
import { LiveError } from './live-error';
import type { Found, Meant } from './reader';
import { readerOf } from './readers/all';
import type { Failure } from './verdict';

/**
 * Reads one resource where its stack is deployed and has it, and a reader knows its type; else says why it was not read.
 *
 * @param meant what is meant of it, asked for only where it is read
 * @throws LiveError where nothing can be read at all
 */
export async function readResource(
  resource: Resource,
  stacks: DeployedStacks,
  meant: () => Meant,
): Promise<Found | Failure> {
  const stack = stacks.of(resource.stack);
  if (stack?.kind === 'not deployed') return { kind: 'missing', detail: stack.detail };
  if (stack?.kind === 'not readable') {
    const { kind, detail } = stack.failure;
    return kind === 'other account'
      ? stack.failure
      : { kind: 'stack not read', detail: `its stack was not read: ${kind}, ${detail}` };
  }
  if (stacks.physicalId(resource) === undefined)
    return { kind: 'missing', detail: 'the deployed stack has no such resource' };
  const reader = readerOf(resource.type);
  const place = stacks.readingOf(resource);
  if (!reader || !place) return { kind: 'no reader', detail: `no reader knows ${resource.type}` };
  if (resource.unreadable !== undefined) return { kind: 'failed', detail: `its template: ${resource.unreadable}` };
  try {
    return await reader.read(meant(), place);
  } catch (error) {
    if (error instanceof LiveError) throw error;
    return failureOf(error);
  }
}
