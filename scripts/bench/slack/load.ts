import { answerParent } from '../load/child.ts';
import { type LoadQuestion, play } from '../load/playing.ts';
import { Crowd, KINDS, type SceneName } from './scenes.ts';
import { StandIn } from './stand-in.ts';

/** Slack in a process of its own. */

const slack = new StandIn();
const crowd = new Crowd(slack);

answerParent<LoadQuestion<SceneName>>((question) =>
  play(
    {
      async open({ answersAfterMs, crowd: people }) {
        crowd.gather(people);
        slack.answersAfterMs = answersAfterMs;
        await slack.listen();
        return slack.url;
      },
      scene: (name, real, ideas) => crowd.scene(name, real, ideas),
      kinds: KINDS,
      counts: crowd.counts,
    },
    question,
  ),
);
