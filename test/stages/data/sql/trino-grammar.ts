import { createRequire } from 'node:module';
import { buildSync } from 'esbuild';

interface Grammar {
  validate(text: string): readonly { readonly message: string }[];
}

/** dt-sql-parser's Trino grammar. It imports folders as ES modules, which Node does not load: it is bundled first. */
export function trinoGrammar(): Grammar {
  const { outputFiles } = buildSync({
    stdin: { contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino'", resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  const loaded = { exports: {} as { TrinoSQL: new () => Grammar } };
  const body = new Function('module', 'exports', 'require', outputFiles[0]!.text) as (...wired: unknown[]) => void;
  body(loaded, loaded.exports, createRequire(__filename));
  return new loaded.exports.TrinoSQL();
}
