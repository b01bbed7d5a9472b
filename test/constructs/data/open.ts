import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import { record } from '../../../audit/packs/recorder';
import { LlmPipelineChecks } from '../../../audit/packs/llm/pack';
import { prove } from '../../../audit/proofs/prove';

/** What is open in an app's stacks in our own pack for language models. The test of examples asks the five others. */
export function openInOurPack(app: App): string[] {
  return app.node.children
    .filter((child) => Stack.isStack(child))
    .flatMap((stack) => record(new LlmPipelineChecks(), stack))
    .filter(({ outcome }) => outcome === 'non-compliant' || outcome === 'not evaluated')
    .map((row) => `${row.finding} ${row.path} (${row.outcome}): ${row.detail}`);
}

/** What the proofs say of an app's templates: how many proofs there are of each kind, and each one that is not proved. */
export function proven(app: App): {
  readonly proved: number;
  readonly open: string[];
  /** Those that had something to say. */
  readonly invariants: string[];
} {
  const proofs = prove(resolve(readTemplates(app.synth().directory))).flatMap(({ invariant, proofs: all }) =>
    all.map((proof) => ({ id: invariant.id, ...proof })),
  );
  return {
    invariants: [...new Set(proofs.map(({ id }) => id))].sort(),
    proved: proofs.filter(({ kind }) => kind === 'proved').length,
    open: proofs
      .filter(({ kind }) => kind !== 'proved')
      .map(({ id, kind, subject, detail }) => `${id} ${kind} ${subject}: ${detail}`),
  };
}
