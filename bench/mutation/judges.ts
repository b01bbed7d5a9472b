import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { readTemplates } from '../../audit/assembly/read-templates';
import { resolve } from '../../audit/assembly/resolve';
import { printable } from '../../audit/assembly/symbol';
import { member, type RawMap, type Reading } from '../../audit/assembly/source';
import type { LedgerRow } from '../../audit/ledger/row';
import { recordAll } from '../../audit/packs/record-all';
import { platformPacks } from '../../audit/packs/standard';
import { worldDifference, type DifferenceQuestion } from '../../audit/iam/difference';
import { KnownAnswers } from '../../audit/iam/known-answers';
import type { World } from '../../audit/iam/world';
import { Facts } from '../../audit/proofs/facts';
import type { Invariant } from '../../audit/proofs/invariant';
import { INVARIANTS } from '../../audit/proofs/invariants';
import { reasonInWords, shortRequest } from '../../audit/proofs/words';
import type { Mutant } from './operators';
import { mutated } from './operators';
import { keysOf, valueAt } from './pointer';
import { Readers } from './readers';
import { redundancyOf } from './redundant';

/** Who found something in a mutant that is not found in the original. */
export interface Verdict {
  readonly nag: boolean;
  readonly llm: boolean;
  /** The first invariant that is refuted; those after it were not asked. */
  readonly invariant?: string;
  /** Why the mutant means what the original means, where AWS documents that it does. */
  readonly redundant?: string;
  /** Where nobody of ours found anything: whether both allow exactly the same, proved. */
  readonly equivalent?: boolean;
  /** Where nobody of ours found anything: why, as this run tells. */
  readonly why?: string;
}

const LLM = 'LlmPipeline ';

/** cdk-nag's packs, ours, and the invariants, on one mutant after another. */
export class Judges {
  private readonly reading: Reading;
  private readonly baseline = new Map<string, ReadonlySet<string>>();
  private readonly proven: ReadonlySet<string>;
  private readonly original: World;
  private readonly shared = new KnownAnswers();
  private readers: Readers | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'rampart-mutant-'));

  public constructor(assembly: string) {
    this.reading = readTemplates(assembly);
    const facts = this.facts(this.reading);
    this.original = facts.world;
    this.proven = new Set(INVARIANTS.flatMap((invariant) => refuted(invariant, facts)));
  }

  public judge(mutant: Mutant): Verdict {
    const source = this.reading.templates.find(({ stackName }) => stackName === mutant.stack);
    if (!source) throw new Error(`no template of stack ${mutant.stack}`);
    const document = mutated(source.document, mutant);
    const before = this.known(mutant.stack, source.document);
    const found = [...this.findings(document)].filter((finding) => !before.has(finding));
    const llm = found.some((finding) => finding.startsWith(LLM));
    const nag = found.some((finding) => !finding.startsWith(LLM));
    if (llm) return { nag, llm };
    const reading = {
      ...this.reading,
      templates: this.reading.templates.map((one) => (one === source ? { ...source, document } : one)),
    };
    const facts = this.facts(reading);
    const invariant = QUICK_FIRST.find((one) => refuted(one, facts).some((proof) => !this.proven.has(proof)));
    if (invariant) return { nag, llm, invariant: invariant.id };
    const redundant = redundancyOf(source.document, mutant);
    if (redundant !== undefined) return { nag, llm, redundant };
    if (!mutant.pointer.includes('Statement'))
      return { nag, llm, why: this.listened().reason(mutant.type, mutant.pointer) };
    return { nag, llm, ...this.compared(facts, actionsAt(source.document, document, mutant)) };
  }

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Who reads what of the original: listened to once a survivor asks for a reason. */
  private listened(): Readers {
    if (this.readers) return this.readers;
    const readers = new Readers();
    const model = resolve(this.reading);
    for (const invariant of INVARIANTS)
      invariant.prove(new Facts(readers.listening(model, invariant), undefined, this.shared));
    return (this.readers = readers);
  }

  /** What the original's policies answer is asked again only where the mutant can touch it. */
  private facts(reading: Reading): Facts {
    return new Facts(resolve(reading), undefined, this.shared);
  }

  /** Whether the policies allow what they allowed, both ways, with nothing left open; and what is different where they do not. */
  private compared(facts: Facts, action: readonly string[]): Pick<Verdict, 'equivalent' | 'why'> {
    const original = this.original;
    const question = { limit: 1, action, ...changed(original, facts.world) };
    const more = worldDifference(facts.world, original, question);
    const less = worldDifference(original, facts.world, question);
    const [gained, lost] = [more.examples[0], less.examples[0]];
    const [open] = [...more.notEvaluated, ...less.notEvaluated];
    if (!gained && !lost && !open)
      return { equivalent: true, why: 'allows what the original allows, and the original what it allows: proved' };
    const words = gained
      ? `allows more, and no invariant asks for it: ${shortRequest(gained.request)}`
      : lost
        ? `allows less, and no invariant needs it: ${shortRequest(lost.request)}`
        : `could not be compared: ${open ? reasonInWords(open) : ''}`;
    return { equivalent: false, why: printable(words) };
  }

  private known(stack: string, document: RawMap): ReadonlySet<string> {
    let known = this.baseline.get(stack);
    if (!known) this.baseline.set(stack, (known = this.findings(document)));
    return known;
  }

  private findings(document: RawMap): ReadonlySet<string> {
    const file = join(this.folder, 'template.json');
    writeFileSync(file, JSON.stringify(document));
    try {
      const app = new App({ analyticsReporting: false, stackTraces: false });
      new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file });
      const rows = recordAll(platformPacks(), app);
      return new Set(rows.filter(({ outcome }) => outcome === 'non-compliant').map(keyOf));
    } catch {
      // What does not even load is found by whoever synthesizes or deploys, and by none of the judges.
      return new Set();
    }
  }
}

/** The part of all requests about which the two worlds can differ: those by, on or through what is not the same. */
function changed(before: World, after: World): DifferenceQuestion {
  const differing = <T>(old: readonly T[], now: readonly T[]): readonly T[] => {
    const known = new Set(old.map((one) => JSON.stringify(one)));
    return now.filter((one) => !known.has(JSON.stringify(one)));
  };
  const principals = differing(before.principals, after.principals);
  const resources = differing(before.resources ?? [], after.resources ?? []);
  const [endpoint, ...others] = differing(before.endpoints ?? [], after.endpoints ?? []);
  const sameTrust = principals.every(
    ({ arn, trust }) =>
      JSON.stringify(before.principals.find((one) => one.arn === arn)?.trust) === JSON.stringify(trust),
  );
  if (principals.length > 0 && resources.length === 0 && !endpoint && sameTrust)
    return { principals: principals.map(({ arn }) => arn) };
  if (resources.length > 0 && principals.length === 0 && !endpoint)
    return { resource: resources.flatMap(({ arn, covers }) => covers ?? [arn]) };
  if (endpoint && others.length === 0 && principals.length + resources.length === 0)
    return { given: { 'aws:SourceVpce': endpoint.id } };
  return {};
}

/** The actions that the changed statement speaks of, before and after: nothing else can have changed. */
function actionsAt(before: RawMap, after: RawMap, { logicalId, pointer }: Mutant): readonly string[] {
  const path = keysOf(pointer);
  const end = path.indexOf('Statement') + (Number.isInteger(Number(path[path.indexOf('Statement') + 1])) ? 2 : 1);
  const found = [before, after].flatMap((document) => {
    const resource = member(member(document, 'Resources'), logicalId);
    const statement = valueAt(resource, path.slice(0, end));
    const actions = [member(statement, 'Action') ?? member(statement, 'NotAction') ?? '*'].flat();
    return actions.filter((one) => typeof one === 'string');
  });
  return [...new Set(found)];
}

function keyOf({ pack, finding, logicalId }: LedgerRow): string {
  return `${pack} ${finding} ${logicalId}`;
}

function refuted(invariant: Invariant, facts: Facts): string[] {
  const proofs = invariant.prove(facts).filter(({ kind }) => kind === 'refuted');
  return proofs.map(({ subject }) => `${invariant.id} ${subject}`);
}

const SLOW = ['Proof-StandingRefusals', 'Proof-DataKeyUse', 'Proof-OutsidePrincipals', 'Proof-AccessMatrix'];
const QUICK_FIRST = [
  ...INVARIANTS.filter(({ id }) => !SLOW.includes(id)),
  ...SLOW.flatMap((id) => INVARIANTS.filter((one) => one.id === id)),
];
