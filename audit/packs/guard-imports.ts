import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalTemplate } from '../ledger/templates';

const IMPORTS = ['Fn::ImportValue', 'Fn::GetStackOutput'];

/** An output as far as other stacks are concerned. */
interface Output {
  readonly Export?: { readonly Name?: unknown };
}

/**
 * The files Guard is given: Guard follows references within one template only, so an `Fn::ImportValue` or `Fn::GetStackOutput` of
 * what another template of the assembly offers becomes a text that names it. What nobody offers stays as it is, and Guard reports it.
 *
 * @param folder takes the rewritten templates; the rest is read where it lies
 * @returns the file of each template
 */
export function withImportsFollowed(templates: readonly LocalTemplate[], folder: string): Map<LocalTemplate, string> {
  const offered = new Set(templates.flatMap((template) => offersOf(template)));
  return new Map(
    templates.map((template, index) => {
      const text = JSON.stringify(template.document);
      if (!IMPORTS.some((intrinsic) => text.includes(`"${intrinsic}"`))) return [template, template.absolutePath];
      const file = join(folder, `${index}.template.json`);
      writeFileSync(file, JSON.stringify(followed(template.document, offered)));
      return [template, file];
    }),
  );
}

/** What a template offers to others: its exports by name, and every output by stack and name. */
function offersOf({ document, stack }: LocalTemplate): string[] {
  const outputs = (document as { readonly Outputs?: Record<string, Output> }).Outputs ?? {};
  return Object.entries(outputs).flatMap(([output, { Export }]) => {
    const own = `${stack}.${output}`;
    return typeof Export?.Name === 'string' ? [own, Export.Name] : [own];
  });
}

function followed(value: unknown, offered: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => followed(item, offered));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  const asked = entries.length === 1 && only && IMPORTS.includes(only[0]) ? nameOf(only[1]) : undefined;
  if (asked !== undefined && offered.has(asked)) return `offered:${asked}`;
  return Object.fromEntries(entries.map(([key, item]) => [key, followed(item, offered)]));
}

/** What an import asks for: an export's name, or an output of a stack. */
function nameOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const { StackName, OutputName } = (argument ?? {}) as Record<string, unknown>;
  return typeof StackName === 'string' && typeof OutputName === 'string' ? `${StackName}.${OutputName}` : undefined;
}
