import type { adapter as french } from '../fr/adapter.ts';
import { translationOf } from '../texts.ts';

export const adapter = translationOf<typeof french>()({
  stillRecording: 'Still recording, the result will appear here in a moment.',
  tryAgain: 'This did not go through. Try again in a moment.',
  loading: 'One moment…',
});
