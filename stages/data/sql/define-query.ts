import { RampartError } from '../../../contract/errors';
import type { SqlColumns } from '../engine/sql-engine';

/** A query builder, as a step writes it. */
export interface QueryDefinition<P> {
  /** `STEP/WHAT`, e.g. `dedupe/band-edges`. Errors name it. */
  readonly name: string;
  /** The tables that the text reads, with the columns it needs, for given parameters. */
  readonly reads: (params: P) => Readonly<Record<string, SqlColumns>>;
  /** Parameters with which the portability test builds the text: one for every shape that the text can have. */
  readonly examples: readonly P[];
  readonly text: (params: P) => string;
}

/** A query builder that the portability test can find. */
export interface RegisteredQuery {
  readonly name: string;
  /** The text of each example, and the tables it reads. */
  examples(): readonly { readonly text: string; readonly reads: Readonly<Record<string, SqlColumns>> }[];
}

/** One name twice, or a name of another form. */
export class QueryDefinitionError extends RampartError {}

const REGISTERED = new Map<string, RegisteredQuery>();

/**
 * A builder of one SQL text for both engines. Every text that a step hands to an engine is made by one: a test runs each
 * example on DuckDB and parses it with Trino's grammar. The name leads the text as a comment.
 *
 * @throws QueryDefinitionError `BAD_QUERY_NAME`, `QUERY_NAME_TAKEN`
 */
export function defineQuery(definition: QueryDefinition<undefined>): () => string;
export function defineQuery<P>(definition: QueryDefinition<P>): (params: P) => string;
export function defineQuery<P>(definition: QueryDefinition<P>): (params: P) => string {
  const { name, reads, examples, text } = definition;
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(name)) {
    throw new QueryDefinitionError('BAD_QUERY_NAME', `query ${JSON.stringify(name)} must be named STEP/WHAT`);
  }
  if (REGISTERED.has(name)) throw new QueryDefinitionError('QUERY_NAME_TAKEN', `query ${name} is defined twice`);
  const build = (params: P): string => `/* ${name} */ ${text(params).trim()}`;
  REGISTERED.set(name, {
    name,
    examples: () => examples.map((params) => ({ text: build(params), reads: reads(params) })),
  });
  return build;
}

/** What the loaded modules have defined, by name. */
export function registeredQueries(): readonly RegisteredQuery[] {
  return [...REGISTERED.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
