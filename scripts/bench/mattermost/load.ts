import { answerParent } from '../load/child.ts';
import { type LoadQuestion, play } from '../load/playing.ts';
import { react } from './react.ts';
import { Crowd, KINDS, type SceneName } from './scenes.ts';
import { serve } from './serve.ts';
import { StandIn } from './stand-in.ts';

/** Mattermost in a process of its own. */

/** What it is asked beside volleys. */
export type ServerQuestion =
  /** Answers when the box has posted so many cards; from then on calls take their time. */
  | { kind: 'cards'; count: number }
  /** Answers when all are sent, with the instants of the first and the last. */
  | { kind: 'react'; reactions: number; forMs: number; ideas: readonly number[] }
  /** Answers with the cards that were painted since people began to react. */
  | { kind: 'paints' };

/** Between two looks at how many cards there are. Milliseconds. */
const LOOK_MS = 5;

const server = new StandIn();
const crowd = new Crowd(server);
let callMs = 0;

answerParent<LoadQuestion<SceneName> | ServerQuestion>((question): Promise<unknown> => {
  switch (question.kind) {
    case 'cards':
      return posted(question.count);
    case 'react':
      return react(server, question);
    case 'paints':
      return Promise.resolve(server.paints);
    default:
      return play(
        {
          async open({ answersAfterMs, crowd: people }) {
            crowd.gather(people);
            callMs = answersAfterMs;
            return serve(server);
          },
          scene: (name, real, ideas) => crowd.scene(name, real, ideas),
          kinds: KINDS,
          counts: crowd.counts,
        },
        question,
      );
  }
});

function posted(count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (server.cards.length < count) return;
      clearInterval(look);
      server.answersAfterMs = callMs;
      resolve();
    }, LOOK_MS);
  });
}
