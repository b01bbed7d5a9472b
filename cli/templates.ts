import { existsSync, readFileSync, statSync } from 'node:fs';
import { Option, type Command } from 'commander';
import type { Model } from '../audit/assembly/model';
import type { Given, GivenValue } from '../audit/iam/query';
import { RampartError } from '../contract/errors';

/** Templates that were asked about and are not there, or a key that cannot be read. */
export class TemplatesError extends RampartError {}

export interface TemplatesOption {
  readonly in: string;
}

/** Adds the templates that a question is asked of. */
export function takesTemplates(command: Command): Command {
  return command.option('-i, --in <path>', 'a template, a cdk.out folder, or a glob of templates', 'cdk.out');
}

/** Adds what is known of a request beside who, what and on what. */
export function takesKeys(command: Command): Command {
  return command.addOption(
    new Option('-k, --key <name=value>', 'a condition key that the request carries; NAME=- for one that it lacks')
      .argParser((text: string, previous: Given = {}): Given => ({ ...previous, ...keyOf(text) }))
      .default({}, 'any'),
  );
}

/**
 * The templates at a path, all together.
 *
 * @throws TemplatesError `TEMPLATES_MISSING` where nothing there could be read as a template
 */
export async function templatesAt(path: string): Promise<Model> {
  const { readTemplates } = await import('../audit/assembly/read-templates');
  const { resolve } = await import('../audit/assembly/resolve');
  const model = resolve(readTemplates(path));
  if (model.templates.length > 0) return model;
  const [first] = model.notEvaluated;
  const why = first
    ? `${first.file}: ${first.reason}`
    : existsSync(path)
      ? 'it holds no template'
      : 'there is no such file';
  throw new TemplatesError(
    'TEMPLATES_MISSING',
    `${path} gives no template: ${why}. Name a template, a cdk.out or a glob with --in.`,
  );
}

function keyOf(text: string): Record<string, GivenValue> {
  const at = text.indexOf('=');
  if (at < 1) throw new TemplatesError('KEY_UNREADABLE', `--key must be NAME=VALUE, got ${JSON.stringify(text)}`);
  const value = text.slice(at + 1);
  return { [text.slice(0, at)]: value === '-' ? null : value.includes('*') ? { like: value } : value };
}

/** Whether a path means templates and no configuration of ours: a folder, a glob, or a file with resources in it. */
export async function holdsTemplates(path: string): Promise<boolean> {
  if (!existsSync(path)) return /[*?[\]{}]/.test(path);
  if (statSync(path).isDirectory()) return true;
  const { readTemplates } = await import('../audit/assembly/read-templates');
  return (
    readTemplates(path).templates.length > 0 ||
    /^\s*["']?(?:AWSTemplateFormatVersion|Resources)["']?\s*:/m.test(readFileSync(path, 'utf8'))
  );
}
