import { makeLocalHarness } from './local/harness.ts';
import { describeAdapterContract } from './suite.ts';

describeAdapterContract('the local adapter', makeLocalHarness, {
  threads: 'commands are typed in the channel',
  faults: 'each send is one transaction on its own file',
  deletion: 'messages stand for ever',
  messageAt: 'the page offers no address of a message',
  shortcuts: 'messages have no menu',
  home: 'the channel with the box serves',
});
