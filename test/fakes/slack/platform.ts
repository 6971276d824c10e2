import type { Clock } from '../shared/clock.ts';
import type { SlackApp } from './app.ts';
import type { Events } from './delivery/events.ts';
import type { Ids } from './ids.ts';
import type { ResponseUrls } from './interactivity/response-urls.ts';
import type { Triggers } from './interactivity/triggers.ts';
import type { ViewStore } from './views/view-store.ts';
import type { World } from './world/world.ts';

/** What a test may set about Slack itself. */
export interface Settings {
  /** Users listed a reaction where not all are asked for. */
  reactionUsers: number;
  /** How long an uploaded file cannot be shown yet, ms: a block that comes too early is invalid. */
  fileProcessingMs: number;
}

/** Slack's inside, as its parts see each other. */
export interface Platform {
  readonly app: SlackApp;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly world: World;
  readonly views: ViewStore;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly events: Events;
  readonly settings: Settings;
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** ws://127.0.0.1:PORT/… for one connection. */
  socketUrl(): string;
}
