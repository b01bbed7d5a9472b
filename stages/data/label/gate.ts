import type { AgreementReport } from './agreement/report';

/** From when on labels may train a model. Krippendorff's customary limits (Content Analysis, 2004): .8 relied on, .667 tentative. */
export interface AgreementLimits {
  /** @default 0.8 */
  readonly pass?: number;
  /** @default 0.667 */
  readonly warn?: number;
  /** Fewer compared items than this say nothing. @default 30 */
  readonly leastItems?: number;
}

/** What the runner does with the labels. Only `passed` lets them on. */
export interface GateResult {
  readonly outcome: 'passed' | 'held' | 'not evaluated';
  /** True where they pass as tentative: a person should know. */
  readonly warning: boolean;
  /** In sentences, with what was measured and the limit. */
  readonly reasons: readonly string[];
}

/**
 * Holds labels back whose labellers do not agree. What could not be measured is not evaluated, and does not pass.
 * The interval does not decide, but an interval that reaches below the limit is said.
 */
export function agreementGate(report: AgreementReport, limits: AgreementLimits = {}): GateResult {
  const { pass = 0.8, warn = 0.667, leastItems = 30 } = limits;
  if (report.comparedItems < leastItems) {
    return unknown(
      `${report.comparedItems} items have two labels or more: at least ${leastItems} are needed to measure agreement`,
    );
  }
  if (report.alpha === undefined) {
    return unknown(
      'alpha is not defined: all labels are of one class, so nothing shows whether labellers can tell classes apart',
    );
  }
  const alpha = report.alpha.toFixed(3);
  if (report.alpha < warn) return { outcome: 'held', warning: false, reasons: [`alpha is ${alpha}, under ${warn}`] };
  const reasons = [
    report.alpha >= pass
      ? `alpha is ${alpha}, at least ${pass}`
      : `alpha is ${alpha}, under ${pass}: the labels are tentative`,
  ];
  const low = report.alphaInterval?.low;
  if (low !== undefined && low < warn) reasons.push(`its interval reaches down to ${low.toFixed(3)}, under ${warn}`);
  return { outcome: 'passed', warning: report.alpha < pass || (low ?? 1) < warn, reasons };
}

function unknown(reason: string): GateResult {
  return { outcome: 'not evaluated', warning: false, reasons: [reason] };
}
