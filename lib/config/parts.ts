import type { z } from 'zod';
import type { ConfigProblemCode } from './errors';
import { roleArn } from './fields';
import { configSchema } from './schema';
import type { Path } from './tree';

/** What two parts of a file, each well-formed, get wrong together. */
export interface Breach {
  readonly code: ConfigProblemCode;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
  readonly hint?: string;
}

/** Every well-formed role of the file with its place, list by list. */
export function roleLists(file: unknown) {
  const lists = [
    ...Object.keys(configSchema.shape.people.shape).map((duty) => ['people', duty]),
    ['callers', 'roles'],
    ['dataStage', 'planners'],
    ['dataStage', 'labelling', 'labelers'],
    ['dataStage', 'labelling', 'leads'],
  ];
  return lists.map((path) => {
    const roles = path.reduce<unknown>(child, file);
    if (!Array.isArray(roles)) return [];
    return roles.flatMap((entry: unknown, index) => {
      // A labeller is a role with an id.
      const within = isMap(entry) ? ['role'] : [];
      const role = part(roleArn, isMap(entry) ? entry['role'] : entry);
      return role === undefined ? [] : [{ path: [...path, index, ...within], role }];
    });
  });
}

export function part<Part extends z.ZodType>(schema: Part, value: unknown): z.output<Part> | undefined {
  const judged = schema.safeParse(value);
  return judged.success ? judged.data : undefined;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function child(value: unknown, key: string | number): unknown {
  return isMap(value) ? value[key] : undefined;
}
