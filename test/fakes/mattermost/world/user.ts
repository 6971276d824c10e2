import { type JsonObject, present } from '../../shared/json.ts';

/** An account of the site, persons and bots alike. */
export interface User {
  readonly id: string;
  username: string;
  firstName: string;
  lastName: string;
  nickname: string;
  email: string;
  /** At most five characters, such as fr or pt-BR. */
  locale: string;
  /** An IANA zone. */
  timezone: string;
  /** With spaces: system_user, system_guest, system_admin, system_post_all… */
  roles: string;
  readonly isBot: boolean;
  /** Of a bot. */
  description: string;
  /** Of a bot: the user who made it. */
  readonly ownerId: string;
  readonly createAt: number;
  updateAt: number;
  /** When it was deactivated, ms; 0: active. */
  deleteAt: number;
}

/** Whether this user has the role on the whole site. */
export function hasRole(user: User, role: string): boolean {
  return user.roles.split(' ').includes(role);
}

/** A user as the REST API shows it (model.User, sanitised: no password, never whether an address was verified). */
export function userJson(user: User, shows: { email: boolean; fullName: boolean }): JsonObject {
  return present({
    id: user.id,
    create_at: user.createAt,
    update_at: user.updateAt,
    delete_at: user.deleteAt,
    username: user.username,
    auth_data: '',
    auth_service: '',
    email: shows.email ? user.email : '',
    nickname: user.nickname,
    first_name: shows.fullName ? user.firstName : '',
    last_name: shows.fullName ? user.lastName : '',
    position: '',
    roles: user.roles,
    locale: user.locale,
    timezone: { automaticTimezone: user.timezone, manualTimezone: '', useAutomaticTimezone: 'true' },
    is_bot: user.isBot ? true : undefined,
    bot_description: user.isBot ? user.description : undefined,
    disable_welcome_email: false,
  });
}

/** A bot as the REST API shows it (model.Bot). */
export function botJson(user: User): JsonObject {
  return {
    user_id: user.id,
    username: user.username,
    display_name: user.firstName,
    description: user.description,
    owner_id: user.ownerId,
    create_at: user.createAt,
    update_at: user.updateAt,
    delete_at: user.deleteAt,
  };
}
