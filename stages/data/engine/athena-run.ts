import { setTimeout as wait } from 'node:timers/promises';
import {
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { SqlError, nameOf } from './sql-error';

/** Where statements run. */
export interface AthenaPlace {
  readonly client: AthenaClient;
  /** Decides encryption, result location and the most bytes that a query may scan. */
  readonly workgroup: string;
  /** Glue database. Its tables belong to one run at a time. */
  readonly database: string;
  /** Cancels the statement that runs, and refuses the next. */
  readonly signal?: AbortSignal;
  /** Waits between two looks at a statement, in milliseconds. @default timers */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
const GROWTH = 1.5;

/**
 * Runs a statement to its end. `query` is what errors name: a statement may wrap it.
 *
 * @returns the execution's id
 * @throws SqlError `SQL_FAILED` with Athena's reason, `SQL_CANCELLED`
 */
export async function runStatement(place: AthenaPlace, statement: string, query = statement): Promise<string> {
  const { client, workgroup, database, signal, pause = wait } = place;
  const aborted = (): boolean => signal?.aborted ?? false;
  if (aborted()) throw cancelled(query, 'before it began');
  try {
    const { QueryExecutionId: id = '' } = await client.send(
      new StartQueryExecutionCommand({
        QueryString: statement,
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database, Catalog: 'AwsDataCatalog' },
      }),
    );
    for (let milliseconds = FIRST_PAUSE; ; milliseconds = Math.min(milliseconds * GROWTH, LONGEST_PAUSE)) {
      const { QueryExecution: execution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
      if (ended(query, execution)) return id;
      if (aborted()) {
        await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
        throw cancelled(query, 'by this run');
      }
      await pause(milliseconds);
    }
  } catch (cause) {
    throw SqlError.failed(query, cause);
  }
}

function ended(query: string, execution: QueryExecution | undefined): boolean {
  const status = execution?.Status;
  if (status?.State === 'SUCCEEDED') return true;
  const reason = status?.AthenaError?.ErrorMessage ?? status?.StateChangeReason ?? 'Athena gave no reason';
  if (status?.State === 'FAILED') throw new SqlError('SQL_FAILED', `query ${nameOf(query)}: ${reason}`);
  if (status?.State === 'CANCELLED') throw cancelled(query, `at Athena: ${reason}`);
  return false;
}

function cancelled(query: string, how: string): SqlError {
  return new SqlError('SQL_CANCELLED', `query ${nameOf(query)} was cancelled ${how}`);
}
