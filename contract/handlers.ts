/** Every Lambda handler of the platform: `stages/NAME/handler` exports `handler`. */
export const STAGE_HANDLERS = [
  'data-drive',
  'data-map',
  'default-security-group',
  'gateway',
  'invocation-logging',
  'registry-credentials',
] as const;

/** One of {@link STAGE_HANDLERS}. */
export type StageHandler = (typeof STAGE_HANDLERS)[number];
