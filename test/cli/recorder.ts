import type { Terminal } from '../../cli/terminal';

/** A terminal that remembers what it was told. Its clock advances by a second at each look. */
export function recorder(overrides: Partial<Terminal> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  let now = 0;
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    outIsTty: false,
    errIsTty: false,
    columns: undefined,
    environment: {},
    today: () => '2026-11-01',
    clock: () => (now += 1000),
    ...overrides,
  };
  return { terminal, out: () => out.join(''), err: () => err.join('') };
}
