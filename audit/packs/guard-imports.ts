import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalTemplate } from '../ledger/templates';

/** An output as far as exports are concerned. */
interface Output {
  readonly Export?: { readonly Name?: unknown };
}

/**
 * The files Guard is given: Guard follows references within one template only, so an `Fn::ImportValue` of what another template
 * of the assembly exports becomes a text that names that export. What nobody exports stays as it is, and Guard reports it.
 *
 * @param folder takes the rewritten templates; the rest is read where it lies
 * @returns the file of each template
 */
export function withImportsFollowed(templates: readonly LocalTemplate[], folder: string): Map<LocalTemplate, string> {
  const exported = new Set(templates.flatMap((template) => exportsOf(template)));
  return new Map(
    templates.map((template, index) => {
      const text = JSON.stringify(template.document);
      if (!text.includes('"Fn::ImportValue"')) return [template, template.absolutePath];
      const file = join(folder, `${index}.template.json`);
      writeFileSync(file, JSON.stringify(followed(template.document, exported)));
      return [template, file];
    }),
  );
}

function exportsOf({ document }: LocalTemplate): string[] {
  const outputs = (document as { readonly Outputs?: Record<string, Output> }).Outputs ?? {};
  return Object.values(outputs).flatMap((output) => {
    const name = output.Export?.Name;
    return typeof name === 'string' ? [name] : [];
  });
}

function followed(value: unknown, exported: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => followed(item, exported));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'Fn::ImportValue' && typeof only[1] === 'string' && exported.has(only[1])) {
    return `exported:${only[1]}`;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, followed(item, exported)]));
}
