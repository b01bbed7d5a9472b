import { readJson } from './json-reader';
import { Limit } from './limits';
import { lineOfOffset } from './line';
import { isMap, type Format, type NotEvaluated, type RawMap } from './source';
import { readYaml } from './yaml-reader';

export type DocumentRead =
  { readonly document: RawMap; readonly format: Format } | { readonly refused: Omit<NotEvaluated, 'file'> };

/** Reads a text as JSON or YAML. JSON that some tool wrote with comments is YAML too, and is read as that. */
export function readDocument(text: string): DocumentRead {
  const looksLikeJson = /^\s*[{[]/.test(text.slice(0, 1000));
  const json = looksLikeJson ? readJson(text) : undefined;
  if (json && 'value' in json) return isMap(json.value) ? { document: json.value, format: 'json' } : notAMap();
  if (Buffer.byteLength(text) > Limit.yamlBytes) {
    const reason = json?.reason ?? `YAML of more than ${Limit.yamlBytes} bytes, which CloudFormation does not take`;
    return { refused: { reason, line: lineOfOffset(text, json?.offset ?? 0) } };
  }
  // A repeated key or a bomb in JSON is refused for what it is, and not tried again by a slower reader.
  if (json && /given twice|nested deeper|more than/.test(json.reason)) return refused(text, json);
  const yaml = readYaml(text);
  if ('value' in yaml) return isMap(yaml.value) ? { document: yaml.value, format: 'yaml' } : notAMap();
  return refused(text, json ?? yaml);
}

function refused(text: string, why: { readonly reason: string; readonly offset: number }): DocumentRead {
  return { refused: { reason: why.reason, line: lineOfOffset(text, why.offset) } };
}

function notAMap(): DocumentRead {
  return { refused: { reason: 'the document is not a map of sections', line: 1 } };
}
