import type { adapter as french } from '../fr/adapter.ts';
import { translationOf } from '../texts.ts';

export const adapter = translationOf<typeof french>()({
  stillRecording: 'Still recording, the result will appear here in a moment.',
  tryAgain: 'This did not go through. Try again in a moment.',
  loading: 'One moment…',
  done: 'Done. You can close this window.',
  answerComesDirectly: 'I am answering you in a direct message.',
  buttonExpired: 'This button is more than 24 hours old. Please ask again.',
  buttonUnknown: 'This button is no longer valid. Please ask again.',
  formNotYours: 'This form was not opened by you, or it was altered. Copy your text and open it again.',
  sendAgain: 'Ready. Send the form once more to go on.',
  tooLong: 'Your text is too long for this field. Here is all of it: copy and shorten it.',
  formNotOpened: 'The form could not open. Nothing that you wrote is lost.',
  openForm: 'Open the form',
  typeCommand:
    'To file an idea, type /idee followed by your idea, here or in a channel. For the rest: /idee help.',
  commandUnknown: 'The idea box does not know this command in this team. Please tell who runs the box.',
  workspaceUnknown: 'The idea box is not connected to this workspace. Please tell who runs the box.',
  box: 'Idea box',
  close: 'Close',
  cancel: 'Cancel',
  yes: 'Yes',
});
