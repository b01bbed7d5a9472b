import { parseYaml } from '../../lib/config/load';
import { readConfigText } from '../../lib/config/read';
import type { LabelFunctionSpec } from '../../stages/data/label/functions/label-function';
import { readLabelFunctions } from '../../stages/data/label/functions/read';
import { readLabelSchema, type LabelSchema } from '../../stages/data/label/schema';

/** Reads a label schema. @throws ConfigError for what is no YAML, ShapeError for what is no schema */
export function loadLabelSchema(file: string): LabelSchema {
  const { value, lineOf } = parseYaml(readConfigText(file), file, 'a label schema');
  return readLabelSchema(value, { file, lineOf });
}

/** Reads label functions, which vote for a schema's classes. @throws ConfigError, ShapeError */
export function loadLabelFunctions(file: string, schema: LabelSchema): LabelFunctionSpec[] {
  const { value, lineOf } = parseYaml(readConfigText(file), file, 'label functions');
  return readLabelFunctions(value, schema, { file, lineOf });
}
