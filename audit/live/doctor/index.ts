export { examine } from './examine';
export type { Examination, Expectation, Finding, FindingVerdict, Singleton } from './finding';
