import { type JsonObject, objectOf, parseJson, textOf } from '../../shared/json.ts';
import { AppError } from '../core/error.ts';
import type { Platform } from '../platform.ts';
import { atLeast } from '../settings.ts';
import { showReceived } from '../world/client.ts';
import { integrationError } from './actions.ts';
import { dialogProblems } from './dialog-rules.ts';
import { submissionRequest } from './requests.ts';

/** Types a dialog's answer may have; any other is refused (SubmitDialogResponse.IsValid). */
const COMPLETIONS = ['', 'ok', 'navigate'];

/** Sends a dialog to the clients of whoever the trigger belongs to; nobody is told whether one was there. */
export function openDialog(platform: Platform, triggerId: string, url: string, dialog: JsonObject): void {
  const { world, triggers, hub } = platform;
  const { userId, forClient } = triggers.redeem(triggerId);
  demandDialogFits(platform, dialog);
  const client = world.client(userId);
  if (client.online) {
    client.received = { triggerId: forClient, dialog: freshDialog(dialog, url, client) };
    showReceived(client);
  }
  world.changed();
  hub.publish({
    event: 'open_dialog',
    data: { dialog: JSON.stringify({ trigger_id: forClient, url, dialog }) },
    to: { userId },
  });
}

/** A dialog nobody typed into yet. */
export function freshDialog(spec: JsonObject, url: string, where: { channelId: string; teamId: string }) {
  const { channelId, teamId } = where;
  return { spec, url, entered: new Map(), errors: {}, error: null, channelId, teamId };
}

/**
 * Forwards what a client says was submitted, to wherever the client says (SubmitInteractiveDialog): the server adds
 * the user, nothing else. Returns what the client gets of the answer.
 */
export async function submitDialog(
  platform: Platform,
  userId: string,
  submitted: JsonObject,
): Promise<JsonObject> {
  const answer = await platform.outgoing.send(submissionRequest(userId, submitted));
  if (typeof answer === 'string') throw integrationError(answer);
  if (answer.status !== 200) throw integrationError(`status=${answer.status}`);
  // An unreadable answer is taken as an empty one.
  return understood(platform, objectOf(parseJson(answer.body.toString('utf8'))) ?? {});
}

function understood(platform: Platform, answer: JsonObject): JsonObject {
  const error = textOf(answer.error);
  const errors = objectOf(answer.errors);
  const problems = { ...(error === '' ? {} : { error }), ...(errors ? { errors } : {}) };
  if (error !== '' || Object.keys(errors ?? {}).length > 0) return problems;
  // Before 11.1 nothing else is read: the dialog closes, whatever was meant.
  if (!atLeast(platform.settings, 11, 1)) return {};
  const type = textOf(answer.type);
  const form = objectOf(answer.form);
  if (COMPLETIONS.includes(type)) {
    if (form) throw badAnswer(`form field must be nil for type "${type}"`);
    return type === '' ? {} : { type };
  }
  if (type !== 'form') throw badAnswer(`invalid type "${type}", must be one of: empty, ok, form, navigate`);
  if (!form) throw badAnswer('form field is required for form type');
  const wrong = dialogProblems(form);
  if (wrong.length > 0) {
    platform.complain(`dialog: ${wrong.join('; ')}`);
    throw badAnswer(`invalid form: ${wrong.join('; ')}`);
  }
  return { type, form };
}

function badAnswer(detail: string): AppError {
  return new AppError(
    'app.submit_interactive_dialog.invalid_response',
    400,
    detail,
    'Invalid dialog response.',
  );
}

function demandDialogFits(platform: Platform, dialog: JsonObject): void {
  const problems = dialogProblems(dialog);
  if (problems.length === 0) return;
  platform.complain(`dialog: ${problems.join('; ')}`);
  if (platform.settings.strict)
    throw new AppError('fake.strict.dialog', 400, problems.join('; '), 'The server would log this.');
}
