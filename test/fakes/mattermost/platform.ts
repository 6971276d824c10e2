import type { Clock } from '../shared/clock.ts';
import type { PendingPosts } from './core/pending-posts.ts';
import type { Hub } from './events/hub.ts';
import type { Ids } from './ids.ts';
import type { Outgoing } from './integrations/outgoing.ts';
import type { ResponseUrls } from './integrations/response-urls.ts';
import type { Triggers } from './integrations/triggers.ts';
import type { Config, Settings } from './settings.ts';
import type { World } from './world/world.ts';

/** Mattermost's inside, as its parts see each other. */
export interface Platform {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly world: World;
  readonly config: Config;
  readonly settings: Settings;
  readonly hub: Hub;
  readonly outgoing: Outgoing;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly pendingPosts: PendingPosts;
  /** What the real server would have written into its log as a warning. */
  complain(what: string): void;
}
