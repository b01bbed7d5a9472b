/** Every Lambda handler of the platform: `stages/NAME/handler` exports `handler`. */
export const STAGE_HANDLERS = ['gateway', 'invocation-logging'] as const;

/** One of {@link STAGE_HANDLERS}. */
export type StageHandler = (typeof STAGE_HANDLERS)[number];
