import type { WebClient } from '@slack/web-api';
import { PROPOSE } from '../../adapters/slack/inbound/shortcuts.ts';
import {
  BOT_NAME,
  BOX_DESCRIPTION,
  BOX_NAME,
  COMMAND_DESCRIPTION,
  commandHint,
  TRIGGER,
} from '../grammar/slash-command.ts';
import { BOT_EVENTS } from './bot-events.ts';
import { requestUrlOf } from './request-url.ts';
import { scopesOf } from './scopes.ts';

/** The manifest as Slack's own SDK types it. */
export type Manifest = Parameters<WebClient['apps']['manifest']['create']>[0]['manifest'];

/** How Slack reaches the box: over sockets the box opens, or by posting to its address. */
export type ManifestWay = { kind: 'socket' } | { kind: 'http'; box: URL };

/**
 * The app, as Slack is to make it. Its texts are French: Slack shows one language to everybody, and the box's first
 * one is French. No address anywhere with Socket Mode; Slack refuses both together.
 */
export function manifestOf(way: ManifestWay, { minimal }: { minimal: boolean }): Manifest {
  const url = way.kind === 'http' ? requestUrlOf(way.box) : null;
  const requested = url === null ? {} : { request_url: url };
  return {
    display_information: {
      name: BOX_NAME,
      description: BOX_DESCRIPTION,
      background_color: '#1f4e79',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        // What is written to the bot is read as a command.
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: BOT_NAME, always_online: true },
      shortcuts: [
        {
          name: 'Proposer comme idée',
          type: 'message',
          callback_id: PROPOSE,
          description: 'Faire une idée de ce message, avec l’accord de qui l’a écrit',
        },
      ],
      slash_commands: [
        {
          command: `/${TRIGGER}`,
          description: COMMAND_DESCRIPTION,
          usage_hint: commandHint(),
          // Persons arrive by their id, which the box needs: a name is not unique.
          should_escape: true,
          ...(url === null ? {} : { url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: scopesOf({ minimal }).map(({ name }) => name) } },
    settings: {
      event_subscriptions: { ...requested, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...requested },
      org_deploy_enabled: false,
      socket_mode_enabled: way.kind === 'socket',
      // The box keeps its tokens in the environment, which cannot be rotated by itself.
      token_rotation_enabled: false,
    },
  };
}
