import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../../audit/assembly/model';
import { readTemplates } from '../../audit/assembly/read-templates';
import { text } from '../../audit/assembly/readers';
import { resolve } from '../../audit/assembly/resolve';
import { includeTemplate } from '../../audit/ledger/included';
import { Reachability } from '../../audit/network/reachability';
import { recordAll } from '../../audit/packs/record-all';
import { platformPacks } from '../../audit/packs/standard';
import { prove, type ProvenInvariant } from '../../audit/proofs/prove';

/** What `rampart audit` gives the proofs of anybody's templates. */
const PROOF_SECONDS = 8;

/** What came of one template. Seconds are the processor's, so that a busy machine tells what an idle one does. */
export interface Judged {
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly crash?: string;
  readonly isTemplate: boolean;
  /** Whether something could not be read, and it is said what. */
  readonly notEvaluated: boolean;
  /** What passed although it could not be read, in words. */
  readonly falsePasses: readonly string[];
}

/** Reads, resolves, asks for ways to the internet, runs every pack and proves every invariant. */
export function judge(template: string, folder: string): Judged {
  const file = join(folder, 'template.yaml');
  writeFileSync(file, template);
  const phases: Record<string, number> = {};
  const timed = <T>(phase: string, work: () => T): T => {
    const start = processorSeconds();
    try {
      return work();
    } finally {
      phases[phase] = (phases[phase] ?? 0) + processorSeconds() - start;
    }
  };
  const seconds = (): number => Object.values(phases).reduce((sum, one) => sum + one, 0);
  try {
    const model = timed('read', () => resolve(readTemplates(file)));
    timed('ways', () => {
      const reachability = new Reachability(model);
      for (const resource of model.resources.slice(0, 20)) {
        reachability.pathsToInternet(resource);
        reachability.pathsFromInternet(resource);
      }
    });
    const passes = timed('packs', () => model.templates.flatMap(({ source }) => packed(source, folder)));
    const proven = timed('proofs', () => prove(model, { seconds: PROOF_SECONDS }));
    const falsePasses = [...passes, ...madeUp(model), ...provenUnread(model, proven)];
    const isTemplate = model.templates.length > 0;
    return { seconds: seconds(), phases, isTemplate, notEvaluated: model.notEvaluated.length > 0, falsePasses };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seconds: seconds(), phases, isTemplate: false, notEvaluated: false, falsePasses: [], crash };
  }
}

/** Runs the packs; tells where one fell silent over a template that has resources, or passed one that could not be made a tree. */
function packed(source: Parameters<typeof includeTemplate>[0], folder: string): readonly string[] {
  const { app, refused } = includeTemplate(source, folder, 0);
  if (!app) return refused === undefined || refused === '' ? ['a template that no pack judged, without a reason'] : [];
  const rows = recordAll(platformPacks(), app);
  const silent = platformPacks().filter(({ readPackName }) => !rows.some(({ pack }) => pack === readPackName));
  const hasResources = Object.keys(source.document.Resources ?? {}).length > 0;
  return hasResources ? silent.map(({ readPackName }) => `${readPackName} said nothing of a template`) : [];
}

/** Whether something vanished without a word, or a value that cannot be known was given one. */
function madeUp(model: Model): readonly string[] {
  if (model.templates.length === 0)
    return model.notEvaluated.length === 0 ? ['a text that is neither a template nor listed as unread'] : [];
  const probe = model.resource(model.templates[0]?.stack ?? '', 'Probe');
  if (probe?.type !== 'Test::Probe') return [];
  const known = Object.entries(probe.properties).filter(([, value]) => text(value).kind !== 'unresolved');
  return known.map(([name]) => `the probe’s ${name} was given a value`);
}

/** What was proved of a resource whose properties could not be read, or of texts that are no templates. */
function provenUnread(model: Model, proven: readonly ProvenInvariant[]): readonly string[] {
  return proven.flatMap(({ invariant, proofs }) =>
    proofs.flatMap(({ kind, subject, resource }) => {
      if (kind !== 'proved') return [];
      const unread = model.templates.length === 0 || resource?.unreadable !== undefined;
      return unread ? [`${invariant.id} proved ${subject}`] : [];
    }),
  );
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
