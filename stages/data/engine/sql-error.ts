import { RampartError } from '../../../contract/errors';

/** What can go wrong with a query. */
export type SqlErrorCode =
  'SQL_FAILED' | 'SQL_CANCELLED' | 'SQL_BAD_NAME' | 'SQL_BAD_KEY' | 'SQL_UNORDERED' | 'SQL_UNKNOWN_TYPE' | 'SQL_CLOSED';

/** A query that an engine refused or could not finish. Its message names the query and has the engine's own words. */
export class SqlError extends RampartError {
  public constructor(
    public override readonly code: SqlErrorCode,
    message: string,
  ) {
    super(code, message);
  }

  /** What an engine said of `query`, with the query's name before it. */
  public static failed(query: string, cause: unknown): SqlError {
    if (cause instanceof SqlError) return cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    return new SqlError('SQL_FAILED', `query ${nameOf(query)}: ${said}`);
  }
}

const SHOWN = 60;

/** The name that `defineQuery` put before the text; for a text without one, its beginning. */
export function nameOf(query: string): string {
  const named = /^\s*\/\* ([a-z0-9/-]+) \*\//.exec(query)?.[1];
  return named ?? JSON.stringify(query.trim().replace(/\s+/g, ' ').slice(0, SHOWN));
}
