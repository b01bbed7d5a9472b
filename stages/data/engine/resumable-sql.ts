import { canonicalJson } from '../../../contract/canonical';
import { hashOf } from '../run/hash';
import type { SqlColumns, SqlEngine, SqlRow } from './sql-engine';
import type { Store } from './store';

/** The time of this call is up. Whoever drives the run drives it again, and it goes on where it was. */
export class TimeUp extends Error {}

/**
 * An engine that remembers which tables it made, so that a run in functions of fifteen minutes goes on where it was. What is made depends on
 * all that was made before it: a query that differs makes everything after it anew. The engine's tables must outlive a call, as Athena's do.
 */
export class ResumableSql implements SqlEngine {
  private history = '';

  public constructor(
    private readonly sql: SqlEngine,
    private readonly store: Store,
    /** Milliseconds that are left. */
    private readonly left: () => number,
    /** Milliseconds under which nothing more is begun. */
    private readonly least: number,
  ) {}

  public async attach(name: string, prefix: string, columns: SqlColumns): Promise<void> {
    await this.once({ attach: name, prefix, columns }, () => this.sql.attach(name, prefix, columns));
  }

  public async create(name: string, query: string): Promise<void> {
    await this.once({ create: name, query }, () => this.sql.create(name, query));
  }

  public async export(query: string, key: string): Promise<void> {
    await this.once({ export: key, query }, () => this.sql.export(query, key));
  }

  public async rows(query: string): Promise<SqlRow[]> {
    this.judgeTime();
    return this.sql.rows(query);
  }

  public close(): Promise<void> {
    return this.sql.close();
  }

  private async once(what: object, work: () => Promise<void>): Promise<void> {
    this.history = hashOf({ before: this.history, what });
    const mark = `work/sql/${this.history}.json`;
    if (await this.store.exists(mark)) return;
    this.judgeTime();
    await work();
    await this.store.write(mark, Buffer.from(canonicalJson({ done: true })));
  }

  private judgeTime(): void {
    if (this.left() < this.least) throw new TimeUp('the time of this call is up');
  }
}
