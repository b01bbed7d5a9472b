/**
 * Says whether a CloudWatch Logs filter pattern over JSON matches an event: the grammar's part that the alarms use
 * (comparison with text and `*`, `NOT EXISTS`, `&&`, `||`, brackets). Anything else throws.
 */
export function matches(pattern: string, event: unknown): boolean {
  const body = /^\{([^]*)\}$/.exec(pattern.trim())?.[1];
  if (body === undefined) throw new Error(`not a JSON pattern: ${pattern}`);
  const tokens = body.match(/&&|\|\||!=|=|\(|\)|"[^"]*"|\$\.[\w.]+|NOT EXISTS/g) ?? [];
  if (
    tokens.join('') !== body.replaceAll(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '').replaceAll('NOTEXISTS', 'NOT EXISTS')
  ) {
    throw new Error(`the test cannot read ${pattern}`);
  }
  const value = either(tokens, event);
  if (tokens.length > 0) throw new Error(`left over: ${tokens.join(' ')}`);
  return value;
}

function either(tokens: string[], event: unknown): boolean {
  let value = both(tokens, event);
  while (tokens[0] === '||') {
    tokens.shift();
    value = both(tokens, event) || value;
  }
  return value;
}

function both(tokens: string[], event: unknown): boolean {
  let value = one(tokens, event);
  while (tokens[0] === '&&') {
    tokens.shift();
    value = one(tokens, event) && value;
  }
  return value;
}

function one(tokens: string[], event: unknown): boolean {
  const first = tokens.shift() ?? '';
  if (first === '(') {
    const value = either(tokens, event);
    if (tokens.shift() !== ')') throw new Error('a bracket is not closed');
    return value;
  }
  if (!first.startsWith('$.')) throw new Error(`a selector was expected, got ${first}`);
  const actual = at(event, first.slice(2).split('.'));
  const operator = tokens.shift();
  if (operator === 'NOT EXISTS') return actual === undefined;
  const wanted = tokens.shift() ?? '';
  if (!wanted.startsWith('"')) throw new Error(`a quoted text was expected, got ${wanted}`);
  const expression = wanted
    .slice(1, -1)
    .replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&')
    .replaceAll('*', '.*');
  const equal = typeof actual === 'string' && new RegExp(`^${expression}$`).test(actual);
  // A comparison with a field that is not there is false either way.
  return operator === '=' ? equal : actual !== undefined && !equal;
}

function at(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
}
