import { GATEWAY_LIMITS } from '../../contract/gateway';
import { Refusal } from './refusal';

/**
 * Parses JSON whose nesting and number of keys are bounded. Both are counted on the text, before a parser builds anything.
 *
 * @throws Refusal `JSON_TOO_COMPLEX` or `JSON_INVALID`
 */
export function boundedJson(text: string): unknown {
  refuseComplex(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal('JSON_INVALID', 'the body is not JSON');
  }
}

function refuseComplex(text: string): void {
  let depth = 0;
  let keys = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
      continue;
    }
    if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === ':') keys++;
    if (depth > GATEWAY_LIMITS.jsonDepth || keys > GATEWAY_LIMITS.jsonKeys) {
      throw new Refusal(
        'JSON_TOO_COMPLEX',
        `the body must nest at most ${GATEWAY_LIMITS.jsonDepth} levels and have at most ${GATEWAY_LIMITS.jsonKeys} keys`,
      );
    }
  }
}
