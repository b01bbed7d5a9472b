/** The Lambda handlers of the stages: `stages/NAME/handler` exports `handler`. */
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

/** Handlers that run what only another room knows, by the module that exports `handler`. */
export const ROOM_HANDLERS = { verify: 'audit/live-handler/handler' } as const;

/** One of {@link ROOM_HANDLERS}. */
export type RoomHandler = keyof typeof ROOM_HANDLERS;

/** Whatever runs in Lambda. */
export type PlatformHandler = StageHandler | RoomHandler;
