import crypto from 'node:crypto';
import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import Module from 'node:module';

/**
 * Loaded into a run before anything else (`node --require`), in each of its threads: has the kernel kill the process by SIGKILL at the very moment that
 * `AIM` names. Nobody outside can meet a write of some microseconds; nothing inside learns of the kill before it or after it.
 */
export interface Aim {
  readonly at: 'write' | 'export' | 'query' | 'sign';
  /** A regular expression for the file's path, or for the query; of a signature unused. */
  readonly path: string;
  /** Share of the object that is written by then. */
  readonly share: number;
}

const aim = JSON.parse(process.env['AIM'] ?? '{}') as Partial<Aim>;

function kill(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

const cut = (body: Uint8Array | string): Buffer => {
  const bytes = Buffer.from(body as string);
  return bytes.subarray(0, Math.floor(bytes.length * (aim.share ?? 0)));
};

const pattern = new RegExp(aim.path ?? '');
const aimed = (path: unknown): boolean => pattern.test(String(path));

if (aim.at === 'write') {
  const { open } = promises;
  promises.open = async (path, ...rest): Promise<FileHandle> => {
    const handle = await open(path, ...rest);
    if (!aimed(path)) return handle;
    const half = (body: Uint8Array | string): never => {
      fs.writeSync(handle.fd, cut(body));
      return kill();
    };
    return new Proxy(handle, {
      get: (target, name) => {
        if (['writeFile', 'write', 'appendFile'].includes(String(name))) return half;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  const { writeFileSync } = fs;
  fs.writeFileSync = ((path, body, options) => {
    if (!aimed(path)) return writeFileSync(path, body, options);
    writeFileSync(path, cut(body as Uint8Array | string), options);
    return kill();
  }) as typeof writeFileSync;
}

if (aim.at === 'sign') {
  const { sign } = crypto;
  crypto.sign = ((...given: unknown[]) => {
    (sign as (...all: unknown[]) => unknown)(...given);
    return kill();
  }) as typeof sign;
}

if (aim.at === 'export') {
  const { mkdir } = promises;
  const watch = (folder: string): void => {
    // The database writes in a thread of its own, and this one is free to look.
    if (fs.readdirSync(folder).some((name) => name.endsWith('.unfinished'))) kill();
    setImmediate(watch, folder);
  };
  promises.mkdir = (async (path: string, ...rest: []) => {
    const made = await mkdir(path, ...rest);
    if (aimed(`${path}/`)) watch(path);
    return made;
  }) as typeof mkdir;
}

if (aim.at === 'query') {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (request, ...rest) => {
    const loaded = load(request, ...rest);
    if (request !== '@duckdb/node-api') return loaded;
    const { prototype } = (loaded as typeof import('@duckdb/node-api')).DuckDBConnection;
    const run = prototype.run;
    prototype.run = function (this: typeof prototype, sql: string) {
      const running = run.call(this, sql);
      // It is under way in a thread of the database.
      if (aimed(sql)) kill();
      return running;
    };
    return loaded;
  };
}
