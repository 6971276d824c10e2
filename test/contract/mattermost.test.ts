import type { Lacks } from './abilities.ts';
import { makeMattermostHarness } from './mattermost/harness.ts';
import { describeAdapterContract } from './suite.ts';

const LACKS: Lacks = {
  repeats: 'the server sends each request once, and events that were missed are looked up',
  shortcuts: 'only a plugin adds an entry to the menu of a message',
  home: 'only a plugin adds a page',
};

describeAdapterContract('the Mattermost adapter', makeMattermostHarness(), LACKS);
describeAdapterContract('the Mattermost adapter before forms had steps', makeMattermostHarness('10.11.0'), {
  ...LACKS,
  steps: 'servers before 11.1 close a form whatever it is answered',
});
