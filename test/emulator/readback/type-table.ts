/** How far a type was exercised. */
export interface TypeRow {
  readonly type: string;
  readonly count: number;
  readonly verdict: 'exercised and verified' | 'exercised' | 'not exercised';
  /** Properties that were not read back. */
  readonly lost: readonly string[];
}

/** The table for people. */
export function printed(rows: readonly TypeRow[]): string {
  const lines = rows.map(({ type, count, verdict, lost }) => {
    const but = lost.length === 0 ? '' : ` but for ${lost.join(', ')}`;
    return `${String(count).padStart(4)}  ${type.padEnd(62)} ${verdict}${but}`;
  });
  return `${lines.join('\n')}\n`;
}
