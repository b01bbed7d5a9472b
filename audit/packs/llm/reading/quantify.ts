import { NotEvaluated } from '../not-evaluated';

/** Whether all items satisfy it. One that surely does not decides; one that cannot be read is only thrown where none does. */
export function every<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  return !some(items, (item) => !test(item));
}

/** Whether an item satisfies it. One that surely does decides; one that cannot be read is only thrown where none does. */
export function some<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  let unread: NotEvaluated | undefined;
  for (const item of items) {
    try {
      if (test(item)) return true;
    } catch (error) {
      if (!(error instanceof NotEvaluated)) throw error;
      unread ??= error;
    }
  }
  if (unread) throw unread;
  return false;
}

/** The items' findings. What cannot be read is only thrown where nothing was found: a finding is open either way. */
export function findings<T>(items: readonly T[], find: (item: T) => readonly string[]): string[] {
  const found: string[] = [];
  let unread: NotEvaluated | undefined;
  for (const item of items) {
    try {
      found.push(...find(item));
    } catch (error) {
      if (!(error instanceof NotEvaluated)) throw error;
      unread ??= error;
    }
  }
  if (unread && found.length === 0) throw unread;
  return found;
}
