import { DominantGroup } from '../balance/dominant-group';
import { swapIdentities } from '../balance/identity-swap';
import { SWAP_TABLES, type SwapTable } from '../balance/swap-pairs';
import type { SqlRow } from '../engine/sql-engine';
import type { Account } from './accounts';
import { cellName } from './cell-name';

/** Under which copies are counted: they are no part of what a step keeps. */
export const ADDED = 'added copies';
/** Under which documents are counted by the group that they name most, before swapping and after it. */
export const IDENTITY = { before: 'identity before ', after: 'identity after ' } as const;
/** Under which is counted what came of swapping, by language. */
export const SWAPPED = 'swap ';

/** What the id of a copy ends with: how often it is there, or that identities traded places. */
export const REPEATED = '#copy-';
export const IDENTITY_SWAPPED = '#swapped';

/** A document that is kept. */
export interface KeptDocument {
  readonly id: string;
  readonly text: string;
  readonly row: SqlRow;
  readonly label: string;
}

/** A copy beside a kept document, with an id of its own. */
export interface Copy {
  readonly id: string;
  /** The record that it comes from. */
  readonly copyOf: string;
  readonly text: string;
}

/** Makes the copies that a counter-measure adds, and counts them. Each document by itself: it does not matter where a part is mixed. */
export class Copier {
  private readonly groups = new Map<string, DominantGroup>();

  /** The document itself is none of them. What is there several times is swapped as often. */
  public copiesOf(
    document: KeptDocument,
    { times, swaps }: { readonly times: number; readonly swaps: boolean },
    account: Account,
  ): Copy[] {
    const { id, text } = document;
    const all = Array.from({ length: times }, (_, at) => (at === 0 ? id : `${id}${REPEATED}${at + 1}`));
    const repeated = all.slice(1).map((one) => ({ id: one, copyOf: id, text }));
    const swapped = swaps ? this.swappedOf(document, times, account) : undefined;
    if (swapped === undefined) return repeated;
    return [...repeated, ...all.map((one) => ({ id: `${one}${IDENTITY_SWAPPED}`, copyOf: id, text: swapped }))];
  }

  private swappedOf({ text, row, label }: KeptDocument, times: number, account: Account): string | undefined {
    const language = String(row['language']);
    const table = SWAP_TABLES.find((one) => one.language === language);
    if (table === undefined) {
      account.tally(`${SWAPPED}no table`, times);
      return undefined;
    }
    const tell = (when: keyof typeof IDENTITY, of: string): void =>
      account.tally(`${IDENTITY[when]}${cellName(this.groupsOf(table).of(of), label)}`, times);
    tell('before', text);
    tell('after', text);
    const result = swapIdentities(text, table);
    account.tally(`${SWAPPED}${result.kind === 'swapped' ? 'swapped' : result.reason}`, times);
    if (result.kind !== 'swapped') return undefined;
    tell('after', result.text);
    return result.text;
  }

  private groupsOf({ language, axis }: SwapTable): DominantGroup {
    const groups = this.groups.get(language) ?? new DominantGroup(language, axis);
    this.groups.set(language, groups);
    return groups;
  }
}
