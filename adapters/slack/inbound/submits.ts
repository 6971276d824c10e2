import { createHash } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import { acknowledge } from '../../../src/chat/acknowledge.ts';
import type { Answer, ArrivalOf } from '../../../src/chat/arrival.ts';
import { openState } from '../../../src/chat/kit/form-state.ts';
import { formAgain } from '../form-again.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, common, type InboundParts } from './parts.ts';
import { submitShape } from './payloads.ts';

type Payload = z.infer<typeof submitShape>;

/**
 * A form that was sent. The acknowledgement closes the view, shows the next step or the errors on their fields; so it
 * waits for the box, two seconds at most. What comes later is shown in the view, which says "still recording"
 * meanwhile: nothing typed is lost.
 */
export async function takeSubmit(
  parts: InboundParts,
  workspace: Workspace,
  body: unknown,
  ack: Ack,
): Promise<void> {
  const { ctx, inbox, conversation, openForms } = parts;
  const payload = submitShape.parse(body);
  const { user, view } = payload;
  const person = parts.homes.told(workspace, user.id, user.team_id);
  const form = openState(view.private_metadata, person, ctx.clock.now(), ctx);
  const values = valuesOf(payload);
  if (!form) {
    const stranger = { person, where: null, responseUrl: null };
    const sorry = conversation.words(stranger).formNotYours;
    const shown = () => conversation.noteView(sorry, stranger);
    return ack(errorsOf(values, { '': sorry }, shown));
  }
  const asker = { person, where: form.where, ...openForms.of(view.id) };
  const arrival: ArrivalOf<'submit'> = {
    kind: 'submit',
    ...common(parts, idOf(payload), person),
    form,
    values,
  };
  const ways = { asker, workspace, trigger: null, modal: null };
  // Somebody who sends a form twice at once gets one answer, twice the same: it is said once.
  const deliverOnce = async (said: Answer, how: Parameters<typeof conversation.deliver>[1]) => {
    if (openForms.isFirst(form.nonce, said)) await conversation.deliver(said, how);
  };
  const acknowledged = await acknowledge(inbox, arrival, ctx.clock);
  if (acknowledged.kind === 'answered') {
    const { answer } = acknowledged;
    // Nothing closes the view.
    if (answer.kind === 'form')
      await ack({ response_action: 'update', view: conversation.formView(answer.form, asker) });
    else if (answer.kind === 'invalid')
      await ack(errorsOf(values, answer.fields, () => formAgain(view, Object.values(answer.fields))));
    else await ack();
    if (answer.kind === 'private' || answer.kind === 'home') await deliverOnce(answer, ways);
    return;
  }
  const { stillRecording } = conversation.words(asker);
  await ack({ response_action: 'update', view: conversation.noteView(stillRecording, asker) });
  const answer = await acknowledged.answer;
  const modal = { id: view.id };
  if (answer.kind !== 'invalid') return deliverOnce(answer, { ...ways, modal });
  const again = formAgain(view, Object.values(answer.fields));
  if (!(await parts.modals.fill(workspace, modal, again))) await conversation.deliver(answer, ways);
}

/** The trigger's, which is its alone; without one, what was sent from which view, unreadable. */
function idOf({ trigger_id: trigger, view: { id, private_metadata, state } }: Payload): string {
  const sent = JSON.stringify([id, private_metadata, state.values]);
  return `submit ${trigger ?? createHash('sha256').update(sent).digest('base64url')}`;
}

/**
 * Errors at their fields. Slack shows a failure of its own where no error is at a field of the view: what names none
 * stands at the first one, and a view without any is replaced by `instead`.
 */
function errorsOf(
  values: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
  instead: () => ModalView,
): object {
  const [first] = Object.keys(values);
  if (first === undefined) return { response_action: 'update', view: instead() };
  const errors: Record<string, string> = {};
  for (const [field, text] of Object.entries(fields)) {
    const at = Object.hasOwn(values, field) ? field : first;
    errors[at] = errors[at] === undefined ? text : `${errors[at]} ${text}`;
  }
  return { response_action: 'errors', errors };
}

/** The values by field: a field's block and element both have its id. What was left empty is an empty text. */
function valuesOf({ view }: Payload): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [field, elements] of Object.entries(view.state.values)) {
    const [input] = Object.values(elements);
    if (!input) continue;
    if (input.type === 'checkboxes') values[field] = input.selected_options?.length ? 'yes' : '';
    else values[field] = input.selected_option?.value ?? input.value ?? '';
  }
  return values;
}
