import { z } from 'zod';
import { isLoopback } from './guard.ts';

/** A variable that is set to nothing is as good as absent. */
const text = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || fallback);

/**
 * The local chat's own environment. Nobody logs in there, so it keeps to this machine and to itself unless
 * the operator says that they know: LOCAL_CHAT_UNSAFE=1.
 */
export const environment = z
  .object({ HOST: text('127.0.0.1'), CHAT_ADAPTERS: text('local'), LOCAL_CHAT_UNSAFE: text('0') })
  .superRefine((env, check) => {
    const refuse = (name: keyof typeof env, message: string) =>
      check.addIssue({ code: 'custom', path: [name], message });

    if (env.LOCAL_CHAT_UNSAFE !== '0' && env.LOCAL_CHAT_UNSAFE !== '1') {
      refuse('LOCAL_CHAT_UNSAFE', 'LOCAL_CHAT_UNSAFE must be 0 or 1, for example LOCAL_CHAT_UNSAFE=0');
    }
    if (env.LOCAL_CHAT_UNSAFE === '1') return;
    if (!isLoopback(bracketed(env.HOST))) {
      refuse(
        'HOST',
        `HOST=${env.HOST} would open the local chat, which has no log-in, to the network: ` +
          'set HOST=127.0.0.1, or LOCAL_CHAT_UNSAFE=1 if that is wanted',
      );
    }
    const others = env.CHAT_ADAPTERS.split(',')
      .map((name) => name.trim())
      .filter((name) => name && name !== 'local');
    if (others.length > 0) {
      refuse(
        'CHAT_ADAPTERS',
        `CHAT_ADAPTERS=${env.CHAT_ADAPTERS} would let the local chat, which has no log-in, act in the same box ` +
          `as ${others.join(' and ')}: set CHAT_ADAPTERS=${others.join(',')}, or LOCAL_CHAT_UNSAFE=1 if that is wanted`,
      );
    }
  });

export type Environment = z.infer<typeof environment>;

/** HOST takes "::1" as sockets do; URLs write it in brackets. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
