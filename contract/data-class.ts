/** The classes of data. Each has its own key, and one home account. */
export enum DataClass {
  /** As acquired: untrusted. */
  RAW = 'raw',
  /** Cleaned, labelled, balanced, signed. */
  CURATED = 'curated',
  /** Weights and their manifests. */
  MODEL = 'model',
  /** Prompts, answers, captures. */
  CONVERSATION = 'conversation',
  /** Trails, access logs, flow logs. */
  LOG = 'log',
  /** What an auditor is handed: write once, read many. */
  EVIDENCE = 'evidence',
}
