import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { RampartError } from '../../contract/errors';
import { nameOf, placeOf } from './place';
import { byText, type Place } from './row';

/** The assembly and the construct tree don't belong together, or a template can't be read. */
export class TemplateError extends RampartError {}

/** One synthesized template, with where it would be deployed. */
export interface Template {
  readonly stack: string;
  /** The stack's construct path. */
  readonly path: string;
  /** Relative to the assembly, with `/`. */
  readonly file: string;
  readonly sha256: string;
  /** Absent where the stack leaves it open. */
  readonly account?: string;
  readonly region?: string;
  /** Construct paths of the stacks that must be deployed first. */
  readonly after: readonly string[];
  /** How many resources of each type, types in code-unit order. */
  readonly types: Readonly<Record<string, number>>;
}

/** A template as it lies on this machine: never part of the evidence. */
export interface LocalTemplate extends Template {
  readonly absolutePath: string;
  readonly document: TemplateDocument;
  /** The resource of the tree behind a logical id of the template. */
  readonly resources: ReadonlyMap<string, CfnResource>;
  /** Why no pack can judge it; absent where they do. */
  readonly beyond?: string;
}

export interface TemplateDocument {
  readonly Resources?: Record<string, { readonly Type?: string }>;
  readonly Metadata?: Record<string, unknown>;
}

/**
 * Reads every template of the app, nested stacks included, in the order of their construct paths.
 *
 * @throws TemplateError `TEMPLATE_MISSING` or `TEMPLATE_UNREADABLE`
 */
export function readTemplates(app: IConstruct, assembly: CloudAssembly): LocalTemplate[] {
  const artifacts = new Map(assembly.stacksRecursively.map((artifact) => [artifact.hierarchicalId, artifact]));
  const stacks = app.node.findAll().filter((node): node is Stack => Stack.isStack(node));
  return stacks
    .map((stack) => {
      const artifact = artifacts.get(topOf(stack).node.path);
      if (!artifact) {
        throw new TemplateError(
          'TEMPLATE_MISSING',
          `stack ${stack.node.path} has no template in the assembly; synthesize the app first`,
        );
      }
      // Guard names a template as it was given: a relative path it reports under another name.
      const absolutePath = resolve(dirname(artifact.templateFullPath), stack.templateFile);
      const { account, region } = artifact.environment;
      return {
        ...read(absolutePath, stack),
        stack: nameOf(stack),
        path: stack.node.path,
        file: relative(assembly.directory, absolutePath).split(sep).join('/'),
        ...(account === 'unknown-account' ? {} : { account }),
        ...(region === 'unknown-region' ? {} : { region }),
        after: stack.dependencies.map((other) => other.node.path).sort(byText),
        resources: resourcesOf(stack),
      };
    })
    .sort((a, b) => byText(a.path, b.path));
}

/** Where a row stands that speaks of a whole template. */
export function placeOfTemplate({ stack, path }: Template): Place {
  return { stack, logicalId: '', resourceType: '', path };
}

/** What of a template goes into the evidence. */
export function published({
  absolutePath: _path,
  document: _document,
  resources: _resources,
  ...template
}: LocalTemplate): Template {
  return template;
}

function read(
  absolutePath: string,
  stack: Stack,
): Pick<LocalTemplate, 'absolutePath' | 'sha256' | 'document' | 'types'> {
  try {
    const bytes = readFileSync(absolutePath);
    const document = JSON.parse(bytes.toString('utf8')) as TemplateDocument;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { absolutePath, sha256, document, types: countTypes(document) };
  } catch (error) {
    throw new TemplateError(
      'TEMPLATE_UNREADABLE',
      `template ${stack.templateFile} of stack ${stack.node.path}: ${(error as Error).message}`,
    );
  }
}

function countTypes(document: TemplateDocument): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { Type: type = '(no type)' } of Object.values(document.Resources ?? {})) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => byText(a, b)));
}

function resourcesOf(stack: Stack): Map<string, CfnResource> {
  const own = stack.node
    .findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && Stack.of(node) === stack);
  return new Map(own.map((node) => [placeOf(node).logicalId, node]));
}

function topOf(stack: Stack): Stack {
  return NestedStack.isNestedStack(stack) && stack.nestedStackParent ? topOf(stack.nestedStackParent) : stack;
}
