import type { Invariant } from '../invariant';
import { API_SETTINGS } from '../settings/api';
import { MODEL_SETTINGS } from '../settings/models';
import { proveSettings } from '../settings/setting';

/** What serves a model knows its callers, limits them, and filters both ways. */
export const SERVING_INVARIANT: Invariant = {
  id: 'Proof-ServingSettings',
  title: 'What serves a model knows its callers, limits them, and filters both ways',
  risk: 'A guardrail with one filter off, an API that skips validation for another content type: each looks configured.',
  check:
    'Of each API: authorization, validation of every body, no cache, limits, logs without bodies, a web ACL with limits of size and rate; of each guardrail: a filter for each kind of content, none without effect, a version and its enforcement; of each scaling target a policy.',
  remedy: 'Set what the finding names to what it expects.',
  sources: ['OWASP LLM01:2026', 'OWASP LLM10:2026', 'NIST SI-10', 'AISVS 2.1', 'AWS APIGateway.9'],
  prove(facts) {
    return proveSettings(facts, [...API_SETTINGS, ...MODEL_SETTINGS]);
  },
};
