import type { JsonObject } from '../../shared/json.ts';

/** A slash command of one team. */
export interface Command {
  readonly id: string;
  token: string;
  readonly teamId: string;
  readonly creatorId: string;
  trigger: string;
  /** P: POST; G: GET. */
  method: string;
  url: string;
  username: string;
  iconUrl: string;
  displayName: string;
  description: string;
  autoComplete: boolean;
  autoCompleteDesc: string;
  autoCompleteHint: string;
  readonly createAt: number;
  updateAt: number;
  deleteAt: number;
}

/** A command as the REST API shows it to whoever may manage it (model.Command). */
export function commandJson(command: Command): JsonObject {
  return {
    id: command.id,
    token: command.token,
    create_at: command.createAt,
    update_at: command.updateAt,
    delete_at: command.deleteAt,
    creator_id: command.creatorId,
    team_id: command.teamId,
    trigger: command.trigger,
    method: command.method,
    username: command.username,
    icon_url: command.iconUrl,
    auto_complete: command.autoComplete,
    auto_complete_desc: command.autoCompleteDesc,
    auto_complete_hint: command.autoCompleteHint,
    display_name: command.displayName,
    description: command.description,
    url: command.url,
    plugin_id: '',
  };
}
