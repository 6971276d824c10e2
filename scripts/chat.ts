import { chat } from './chatting/chat-script.ts';
import { run } from './support/script.ts';

await run(chat);
