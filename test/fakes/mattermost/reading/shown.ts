import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import { actionsOf, attachmentsOf, type Post, type Reaction } from '../world/post.ts';
import { type IsUsername, joined, type Reading, readMarkdown } from './markdown.ts';

/** A button or menu as it reads. */
export interface ShownButton {
  readonly label: string;
  /** What a press is sent to; letters and digits, or nothing happens. */
  readonly id: string;
  readonly type: string;
  readonly style: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
}

/** A post as one person sees it. */
export interface Shown {
  readonly channelId: string;
  readonly id: string;
  /** The thread it answers in; null in the channel itself. */
  readonly rootId: string | null;
  /** Whether only this person sees it, until their client forgets it. */
  readonly private: boolean;
  /** The user who is shown as its author: of a command's answer whoever typed the command. */
  readonly author: string;
  /** As it reads, without markup: the message, then each attachment. */
  readonly text: string;
  readonly reading: Reading;
  readonly buttons: readonly ShownButton[];
  /** How many reacted, by the emoji's name. */
  readonly reactions: Readonly<Record<string, number>>;
  /** Whether "(edited)" stands behind it. */
  readonly edited: boolean;
  readonly fileIds: readonly string[];
  /** As the server keeps it. */
  readonly content: { readonly message: string; readonly props: JsonObject };
}

/** A post before somebody's eyes. */
export function shownPost(post: Post, reactions: readonly Reaction[], isUsername: IsUsername): Shown {
  const counted: Record<string, number> = {};
  for (const { emojiName } of reactions) counted[emojiName] = (counted[emojiName] ?? 0) + 1;
  const reading = joined([
    readMarkdown(post.message, isUsername),
    ...attachmentsOf(post).map((one) => readAttachment(one, isUsername)),
  ]);
  return {
    channelId: post.channelId,
    id: post.id,
    rootId: post.rootId || null,
    private: post.type === 'system_ephemeral',
    author: post.userId,
    text: reading.text,
    reading,
    buttons: actionsOf(post).map(readAction),
    reactions: counted,
    edited: post.editAt !== 0,
    fileIds: post.fileIds,
    content: structuredClone({ message: post.message, props: post.props }),
  };
}

/** Its parts from top to bottom (webapp: message_attachment). */
function readAttachment(attachment: JsonObject, isUsername: IsUsername): Reading {
  const { pretext, author_name, title, title_link, text, fields, footer, image_url, thumb_url } = attachment;
  const plain = (value: unknown) => ({ ...readMarkdown('', isUsername), text: textOf(value) });
  const link = textOf(title_link);
  const heading = readMarkdown(textOf(title), isUsername);
  return joined([
    readMarkdown(textOf(pretext), isUsername),
    plain(author_name),
    link === '' ? heading : { ...heading, links: [{ url: link, label: textOf(title) }] },
    readMarkdown(textOf(text), isUsername),
    ...objectsOf(fields).flatMap((field) => [
      plain(field.title),
      readMarkdown(String(field.value ?? ''), isUsername),
    ]),
    plain(footer),
    { ...plain(''), images: [image_url, thumb_url].map(textOf).filter((url) => url !== '') },
  ]);
}

function readAction(action: JsonObject): ShownButton {
  return {
    label: textOf(action.name),
    id: textOf(action.id),
    type: textOf(action.type) || 'button',
    style: textOf(action.style) || 'default',
    options: objectsOf(action.options).map(({ text, value }) => ({
      text: textOf(text),
      value: textOf(value),
    })),
  };
}
