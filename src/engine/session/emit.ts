import type { EngineEvents } from '../../contract/engine-protocol.js';

/** Sends an event to the page. */
export type Emit<Names extends keyof EngineEvents = keyof EngineEvents> = <Name extends Names>(
  name: Name,
  event: EngineEvents[Name],
) => void;
