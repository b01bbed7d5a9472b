import { parseYaml } from '../../lib/config/load';
import { readConfigText } from '../../lib/config/read';
import { readLabelSchema, type LabelSchema } from '../../stages/data/label/schema';

/** Reads a label schema. @throws ConfigError for what is no YAML, ShapeError for what is no schema */
export function loadLabelSchema(file: string): LabelSchema {
  const { value, lineOf } = parseYaml(readConfigText(file), file, 'a label schema');
  return readLabelSchema(value, { file, lineOf });
}
