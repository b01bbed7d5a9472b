import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from './schema';

/** The exported schema's text: two spaces and a last newline, as every JSON file here. */
export function schemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

/** Where editors look for it. */
export const SCHEMA_FILE = join(__dirname, '..', '..', 'config', 'rampart.schema.json');

if (require.main === module) writeFileSync(SCHEMA_FILE, schemaText());
