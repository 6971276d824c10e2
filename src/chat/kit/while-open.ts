import type { Adapter } from '../adapter.ts';

/** What the box asks of a platform that is open. */
export type Speaking = Required<
  Pick<
    Adapter,
    | 'send'
    | 'update'
    | 'whisper'
    | 'findSent'
    | 'seed'
    | 'reactions'
    | 'readMessage'
    | 'mayRead'
    | 'profile'
    | 'describe'
    | 'permalink'
  >
>;

/** Each method asks whoever speaks when it is called; `speaker` throws a DeliveryError while nobody does. */
export function whileOpen(speaker: () => Speaking): Speaking {
  return {
    send: async (...of) => speaker().send(...of),
    update: async (...of) => speaker().update(...of),
    whisper: async (...of) => speaker().whisper(...of),
    findSent: async (...of) => speaker().findSent(...of),
    seed: async (...of) => speaker().seed(...of),
    reactions: (...of) => speaker().reactions(...of),
    readMessage: async (...of) => speaker().readMessage(...of),
    mayRead: async (...of) => speaker().mayRead(...of),
    profile: async (...of) => speaker().profile(...of),
    describe: async (...of) => speaker().describe(...of),
    permalink: async (...of) => speaker().permalink(...of),
  };
}
