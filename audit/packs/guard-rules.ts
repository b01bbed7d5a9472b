import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { byText } from '../ledger/row';

/** One rule of Control Tower, by the name Guard knows it under. */
export interface GuardRule {
  /** As Guard reports it, e.g. `s3_bucket_acl_prohibited_check`. */
  readonly name: string;
  /** As Control Tower calls it, e.g. `CT.S3.PR.5`. */
  readonly id: string;
  /** What it requires, in the rule's own words. */
  readonly title: string;
  readonly file: string;
  /** Every resource type its text names. */
  readonly types: readonly string[];
}

const ROOT = dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'));

/** The folder with the rules that come with the validator. */
export const GUARD_RULES = join(ROOT, 'rules', 'control-tower', 'cfn-guard');

/** The Guard binary for this machine, or why there is none. */
export function guardBinary(): { readonly path: string } | { readonly missing: string } {
  const system = { linux: 'ubuntu', darwin: 'macos' }[platform() as string];
  const processor = { x64: 'x86_64', arm64: 'aarch64' }[arch() as string];
  const missing = { missing: `Guard has no binary for ${platform()} on ${arch()}` };
  if (!system || !processor) return missing;
  const path = join(ROOT, 'bin', system, processor, 'cfn-guard');
  return existsSync(path) ? { path } : missing;
}

/** Every rule in the folder, in the order of their ids. */
export function guardRules(folder = GUARD_RULES): GuardRule[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.guard'))
    .map((file) => ruleOf(join(folder, file)))
    .sort((a, b) => byText(a.id, b.id));
}

/** Whether the rule could look at a resource of these types. A rule that names none of them could only say SKIP. */
export function concerns(rule: GuardRule, types: ReadonlySet<string>): boolean {
  return rule.types.length === 0 || rule.types.some((type) => types.has(type));
}

function ruleOf(file: string): GuardRule {
  const text = readFileSync(file, 'utf8');
  const name = /^rule\s+(\w+)\s+when\s+is_cfn_template\b/m.exec(text)?.[1] ?? parse(file).name;
  const [, id = parse(file).name, title = ''] = /\[(CT\.[A-Z0-9.-]+)\]:\s*(.+)/.exec(text) ?? [];
  const types = [...new Set(text.match(/\b[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+\b/g))];
  return { name, id, title: title.trim(), file, types };
}
