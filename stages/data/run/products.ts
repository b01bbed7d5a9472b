import type { MapResult } from '../engine/map-engine';
import type { ComparedParts } from './compare-parts';
import type { Counted } from './counted';
import type { DuplicatesStep } from './duplicates-step';
import type { HumanLabels } from './human-labels';
import type { LabelStep } from './label-step';
import type { Learnt } from './learnt';
import type { CleanedPart } from './part';
import type { Settlement } from './settled';

/** A cleaned part, and what its task counted. */
export interface CleanedResult extends CleanedPart {
  readonly tallies: MapResult['tallies'];
  readonly kept: number;
}

/** A part to which thresholds were applied. */
export interface JudgedPart {
  /** Of the task. */
  readonly id: string;
  readonly result: MapResult;
}

/** A part with all that was decided about it. */
export interface FinishedPart {
  readonly cleaned: CleanedPart;
  /** Key of its table of verdicts. */
  readonly judged: string;
}

/** What steps make of one another's products. */
export interface Products {
  readonly acquired: readonly MapResult[];
  readonly cleaned: readonly CleanedResult[];
  /** Judged by thresholds alone. */
  readonly sifted: readonly JudgedPart[];
  readonly duplicates: { readonly id: string; readonly found: DuplicatesStep['found'] };
  /** Judged again, duplicates known. */
  readonly thinned: readonly JudgedPart[];
  /** How words and characters follow one another; undefined where anomalies are not looked for. */
  readonly learnt: Learnt | undefined;
  readonly compared: ComparedParts | undefined;
  /** Key of the outliers; undefined where none are looked for. */
  readonly outliers: string | undefined;
  /** Judged for good. */
  readonly judged: readonly JudgedPart[];
  readonly parts: readonly FinishedPart[];
  /** Documents that are kept so far, by source, facet and label. */
  readonly counted: Counted;
  readonly human: HumanLabels;
  readonly labels: LabelStep;
  /** Hash of all that labels and balance depend on. */
  readonly settled: string;
  readonly settlement: { readonly key: string; readonly content: Settlement };
  readonly mixed: readonly MapResult[];
}

/** The name of what a step makes. */
export type Product = keyof Products;
