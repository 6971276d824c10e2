import { randomUUID } from 'node:crypto';
import { acknowledge } from '../../../src/chat/acknowledge.ts';
import type { Answer, ArrivalOf } from '../../../src/chat/arrival.ts';
import type { Reply } from '../conversation.ts';
import { type FieldName, openToken } from '../form-token.ts';
import type { Site } from '../site.ts';
import { hasSteps } from '../steps.ts';
import type { Asker } from '../telling.ts';
import { common, type InboundParts, personIn } from './parts.ts';
import { submitShape } from './payloads.ts';

/**
 * A form that was sent. Whoever has an account can make the server send us one with anything in it; so what it may do
 * is what its signed state says, for the person the server names. The reply closes the form, shows the next step or
 * the errors at their fields; so it waits for the box, two seconds at most. Then the form stays open with everything
 * typed and says "still recording": nothing is lost. Null: it is no form.
 */
export async function takeSubmit(parts: InboundParts, site: Site, body: unknown): Promise<Reply | null> {
  const { success, data } = submitShape.safeParse(body);
  if (!success) return null;
  if (data.cancelled) return { body: {} };
  const { ctx, inbox, conversation } = parts;
  const person = personIn(site, data.user_id);
  const words = conversation.words(person);
  const opened = openToken(data.state, person, ctx.clock.now(), ctx);
  if (!opened) return { body: { error: words.formNotYours } };
  const { where } = opened.state;
  // A form keeps the channel that it was first asked from: who pressed for it elsewhere is answered directly.
  const directly = data.channel_id !== '' && where !== null && data.channel_id !== where.channel;
  const asker: Asker = { person, where, directly };
  const arrival: ArrivalOf<'submit'> = {
    kind: 'submit',
    // Nothing names a submission; the server sends none again.
    ...common(parts, `submit ${randomUUID()}`, person),
    form: opened.state,
    values: valuesOf(data.submission ?? {}, opened.fields),
  };
  const acknowledged = await acknowledge(inbox, arrival, ctx.clock);
  if (acknowledged.kind === 'answered')
    return replyTo(parts, site, acknowledged.answer, { asker, fields: opened.fields });
  return {
    body: { error: words.stillRecording },
    async after() {
      const answer = await acknowledged.answer;
      // Nobody but its person can bring the next step into a form that is open.
      if (answer.kind === 'form') return conversation.say(words.sendAgain, asker);
      return conversation.deliver(answer, { asker, site, trigger: null });
    },
  };
}

function replyTo(
  { conversation, dialogs }: InboundParts,
  site: Site,
  answer: Answer,
  { asker, fields }: { asker: Asker; fields: readonly FieldName[] },
): Reply {
  switch (answer.kind) {
    case 'nothing':
      return { body: {} };
    case 'invalid':
      return { body: errorsAt(answer.fields, fields) };
    case 'form':
      return { body: formOf(answer.form, site) };
    case 'private':
    case 'home':
      return { body: {}, after: () => conversation.deliver(answer, { asker, site, trigger: null }) };
  }

  function formOf(form: Extract<Answer, { kind: 'form' }>['form'], { version }: Site): object {
    if (!hasSteps(version)) return { error: conversation.words(asker.person).tryAgain };
    return { type: 'form', form: dialogs.of(form, asker.person) };
  }
}

/** Errors at their fields; what names none of them stands below the form. */
function errorsAt(errors: Readonly<Record<string, string>>, fields: readonly FieldName[]): object {
  const at = Object.entries(errors).filter(([field]) => fields.some(({ id }) => id === field));
  const others = Object.entries(errors).filter(([field]) => !fields.some(({ id }) => id === field));
  return {
    ...(at.length > 0 ? { errors: Object.fromEntries(at) } : {}),
    ...(others.length > 0 ? { error: others.map(([, text]) => text).join('\n') } : {}),
  };
}

/**
 * The values by field. Clients leave out what stands empty, or send null; a tick is true, or 'true' from some. What
 * is no field of the form is none of ours.
 */
function valuesOf(
  submission: Readonly<Record<string, unknown>>,
  fields: readonly FieldName[],
): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ id, box }) => {
      const value = Object.hasOwn(submission, id) ? submission[id] : null;
      if (box) return [id, value === true || value === 'true' ? 'yes' : ''];
      return [id, typeof value === 'string' || typeof value === 'number' ? String(value) : ''];
    }),
  );
}
