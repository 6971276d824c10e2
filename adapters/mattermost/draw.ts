import type { Signer } from '../../src/chat/kit/signer.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel } from '../../src/chat/place.ts';
import { integrationsFor } from './buttons.ts';
import { doorAddress } from './doors.ts';
import { type RenderedPost, renderPost } from './render.ts';

/** A message as it will stand in that channel, its buttons leading to us. */
export type Draw = (message: Message, where: Pick<Channel, 'realm' | 'channel'>) => RenderedPost;

export function drawer(callbackUrl: URL, signer: Signer): Draw {
  return (message, { realm, channel }) => {
    const url = doorAddress(callbackUrl, realm, 'action');
    return renderPost(message, { realm, integration: integrationsFor({ realm, channel, url }, signer) });
  };
}
