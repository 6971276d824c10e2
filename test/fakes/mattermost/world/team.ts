import type { JsonObject } from '../../shared/json.ts';

export interface Team {
  readonly id: string;
  /** As in addresses. */
  readonly name: string;
  readonly displayName: string;
  /** Users in it, by id; true: as team administrators. */
  readonly members: Map<string, { admin: boolean; guest: boolean }>;
  /** Users who were in it, by id: when they went, ms. Their rows stay. */
  readonly left: Map<string, number>;
  readonly createAt: number;
  deleteAt: number;
}

export function teamJson(team: Team): JsonObject {
  return {
    id: team.id,
    create_at: team.createAt,
    update_at: team.createAt,
    delete_at: team.deleteAt,
    display_name: team.displayName,
    name: team.name,
    description: '',
    email: '',
    type: 'O',
    company_name: '',
    allowed_domains: '',
    invite_id: '',
    allow_open_invite: false,
    scheme_id: null,
    group_constrained: null,
    policy_id: null,
    cloud_limits_archived: false,
  };
}

/** A membership as the REST API shows it (model.TeamMember). */
export function teamMemberJson(team: Team, userId: string): JsonObject {
  const member = team.members.get(userId);
  const guest = member?.guest ?? false;
  const admin = member?.admin ?? false;
  return {
    team_id: team.id,
    user_id: userId,
    roles: member ? [guest ? 'team_guest' : 'team_user', ...(admin ? ['team_admin'] : [])].join(' ') : '',
    delete_at: member ? 0 : (team.left.get(userId) ?? 0),
    scheme_guest: guest,
    scheme_user: !guest,
    scheme_admin: admin,
    explicit_roles: '',
  };
}
