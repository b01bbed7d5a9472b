/** How well planted defects were found: shares of 1, with the counts behind them. `precision` is null where nothing was flagged. */
export interface FoundScore {
  readonly planted: number;
  readonly found: number;
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
}

/** Scores a detector over items: each has a defect, or has none, and was flagged, or was not. */
export function scored(items: Iterable<{ readonly planted: boolean; readonly flagged: boolean }>): FoundScore {
  let planted = 0;
  let found = 0;
  let flagged = 0;
  for (const item of items) {
    if (item.planted) planted++;
    if (item.flagged) flagged++;
    if (item.planted && item.flagged) found++;
  }
  return { planted, found, flagged, precision: share(found, flagged), recall: share(found, planted) };
}

/** Three decimals; null where there is nothing to divide by. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 1000;
}

/** Prints rows of scores under a title, and returns them. */
export function told<Scores extends Readonly<Record<string, FoundScore>>>(title: string, scores: Scores): Scores {
  console.log(`\n${title}`);
  for (const [name, { planted, found, flagged, precision, recall }] of Object.entries(scores)) {
    const counts = `${found} of ${planted} found, ${flagged} flagged`;
    console.log(
      `  ${name.padEnd(28)} P ${String(precision ?? '-').padEnd(6)} R ${String(recall ?? '-').padEnd(6)} ${counts}`,
    );
  }
  return scores;
}

/** What the bench's last line keeps. */
export function brief(scores: Readonly<Record<string, FoundScore>>): object {
  return Object.fromEntries(
    Object.entries(scores).map(([name, { precision, recall }]) => [name, { precision, recall }]),
  );
}
