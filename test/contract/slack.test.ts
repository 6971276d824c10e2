import type { Lacks } from './abilities.ts';
import { makeSlackHarness } from './slack/harness.ts';
import { describeAdapterContract } from './suite.ts';

const LACKS: Lacks = {
  threads: 'slash commands do not work in threads',
  resend: 'chat.postMessage takes no key of ours',
};

describeAdapterContract('the Slack adapter over HTTP', makeSlackHarness('http'), LACKS);
describeAdapterContract('the Slack adapter over Socket Mode', makeSlackHarness('socket'), {
  ...LACKS,
  forgeries: 'no address listens: the adapter opens the sockets itself',
});
