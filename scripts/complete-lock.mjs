/**
 * Gives every platform's optional package an entry in `package-lock.json`.
 *
 * A registry mirror that holds no packages for other platforms makes `npm install` leave their entries out, and `npm ci` then refuses the
 * lockfile. An entry without `integrity` is what npm itself writes for a package that it has not downloaded.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCKFILE = new URL('../package-lock.json', import.meta.url);

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
};
const LIBRARIES = { gnu: 'glibc', musl: 'musl' };

/** Whether `name`, wanted by the package at `path`, is found in one of the `node_modules` folders above it. */
function isLocked(packages, path, name) {
  for (let above = path; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))) {
    if (`${above === '' ? '' : `${above}/`}node_modules/${name}` in packages) return true;
    if (above === '') return false;
  }
}

/** The platform that a package's name tells, as npm's `os`, `cpu` and `libc`. Throws where it tells none: then npm would install it everywhere. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.find((candidate) => words.includes(candidate));
  const processor = words.map((word) => PROCESSORS[word]).find(Boolean);
  if (system === undefined || processor === undefined)
    throw new Error(`package-lock.json: ${name} has no entry, and its name tells no platform`);
  const library = system === 'linux' ? LIBRARIES[words.at(-1)] : undefined;
  return { cpu: [processor], ...(library === undefined ? {} : { libc: [library] }), os: [system] };
}

const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'));
const added = {};
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(lock.packages, path, name)) continue;
    const { cpu, ...rest } = platformOf(name);
    added[`node_modules/${name}`] = { version, cpu, ...(entry.dev ? { dev: true } : {}), optional: true, ...rest };
  }
}
lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(LOCKFILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${Object.keys(added).length} platform packages added`);
