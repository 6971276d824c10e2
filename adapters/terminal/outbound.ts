import { type Adapter, DeliveryError } from '../../src/chat/adapter.ts';
import { type Channel, isChannel } from '../../src/chat/place.ts';
import { renderMessage } from './render.ts';

/** Where text goes; process.stdout, or a stream of a test. */
export type Output = NodeJS.WritableStream;

/** Writes whole messages, so that two never mix; rejects when nobody is at the other end any more. */
export function printer(output: Output): (text: string) => Promise<void> {
  return (text) =>
    new Promise((resolve, reject) => {
      output.write(text, (error) => (error ? reject(error) : resolve()));
    });
}

/**
 * Sends into the one channel. What is printed stays as it is: there is no update, and since it was printed
 * or it was not, nothing is ever in doubt.
 */
export function sender(
  console: Channel,
  run: string,
  print: (text: string) => Promise<void>,
): Adapter['send'] {
  let count = 0;
  return async (to, message) => {
    // A terminal has no drawer: whoever looks at it reads everything.
    if (!isChannel(to)) throw new DeliveryError({ permanent: 'unreachable' });
    const here = to.platform === console.platform && to.realm === console.realm;
    if (!here || to.channel !== console.channel) throw new DeliveryError({ permanent: 'gone' });
    count += 1;
    const posted = { ...console, message: `${run}-${count}` };
    await print(renderMessage(message)).catch((cause: unknown) => {
      throw new DeliveryError({ permanent: 'gone' }, { cause });
    });
    return posted;
  };
}
