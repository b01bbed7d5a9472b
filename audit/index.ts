/** The audit as a library: it reads apps and templates, and imports no construct of ours. */
export { auditApp, type AuditOptions } from './audit';
export { AuditError } from './audit-error';
export { auditTemplates, type TemplateAuditOptions } from './audit-templates';
export { verifyEvidence, type EvidenceCheck, type EvidenceFault } from './evidence/verify';
export { writeEvidence } from './evidence/write';
export type { LedgerRow, Outcome } from './ledger/row';
export * from './live';
export { LlmPackError, LlmPipelineChecks } from './packs/llm/pack';
export { platformPacks, standardPacks } from './packs/standard';
export type { Invariant, InvariantWords, Proof } from './proofs/invariant';
export { INVARIANTS } from './proofs/invariants';
export { TemplateProofs } from './proofs/plugin';
export { prove, type ProvenInvariant } from './proofs/prove';
export { exitCode, open, type AuditResult, type OpenItems } from './result';
