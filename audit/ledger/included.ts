import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { SourceTemplate } from '../assembly/source';
import { beyondQuota } from '../packs/quota';
import { placeOf } from './place';
import type { LocalTemplate, TemplateDocument } from './templates';

/** A template as a construct tree that packs can walk; or why it cannot be made one. */
export interface IncludedTemplate {
  readonly template: LocalTemplate;
  /** An app of its own, so that one that breaks takes no other with it. */
  readonly app?: App;
  readonly refused?: string;
}

/** Makes a construct tree of somebody's template with CDK's `CfnInclude`. Never throws for what the template holds. */
export function includeTemplate(source: SourceTemplate, folder: string, index: number): IncludedTemplate {
  const absolutePath = join(folder, `${index}.json`);
  const text = JSON.stringify(source.document);
  writeFileSync(absolutePath, text);
  const document = JSON.parse(text) as TemplateDocument;
  const beyond = beyondQuota(document, Buffer.byteLength(text));
  const base = {
    absolutePath,
    document,
    stack: source.stackName,
    path: source.stackName,
    file: source.file,
    sha256: createHash('sha256').update(source.text).digest('hex'),
    ...(source.account === undefined ? {} : { account: source.account }),
    ...(source.region === undefined ? {} : { region: source.region }),
    after: [],
    types: typesOf(document),
    resources: new Map<string, CfnResource>(),
    ...(beyond === undefined ? {} : { beyond }),
  };
  if (beyond !== undefined) return { template: base, refused: beyond };
  try {
    const app = new App({ analyticsReporting: false, stackTraces: false });
    const stack = new Stack(app, idOf(source), { stackName: nameOf(source) });
    new CfnInclude(stack, 'Template', { templateFile: absolutePath });
    const nodes = app.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
    return { template: { ...base, resources: new Map(nodes.map((node) => [placeOf(node).logicalId, node])) }, app };
  } catch (error) {
    const refused = `CDK cannot include this template: ${error instanceof Error ? error.message : String(error)}`;
    return { template: base, refused: refused.slice(0, 500) };
  }
}

function typesOf({ Resources }: TemplateDocument): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const resource of Object.values(Resources ?? {})) {
    const type = typeof resource?.Type === 'string' ? resource.Type : '(no type)';
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function idOf({ stackName }: SourceTemplate): string {
  return stackName.replaceAll(/[^A-Za-z0-9-]/g, '-').slice(0, 200) || 'Template';
}

/** CloudFormation takes letters, digits and hyphens, and a letter first. */
function nameOf(source: SourceTemplate): string {
  const id = idOf(source).slice(0, 120);
  return /^[A-Za-z]/.test(id) ? id : `t-${id}`;
}
