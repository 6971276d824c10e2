import { answerParent } from '../load/child.ts';
import { keepPace, type Pressing, press, type Steady } from '../load/fire.ts';
import type { Volley } from '../load/shot.ts';
import { type Counts, Crowd, KINDS, type SceneName } from './scenes.ts';
import { StandIn } from './stand-in.ts';

/**
 * Slack in a process of its own: it is called by the box, and people in it do things. What it is asked, and answers:
 * where it takes calls; a volley at one app.
 */
export type LoadQuestion =
  | { kind: 'open'; answersAfterMs: number }
  | {
      kind: 'volley';
      /** Where the app takes requests. */
      url: string;
      scene: SceneName;
      /** False: an app that acknowledges and does nothing. */
      real: boolean;
      /** Those that can be voted on. */
      ideas: readonly number[];
      how: ({ kind: 'press' } & Omit<Pressing, 'kinds'>) | ({ kind: 'keep pace' } & Omit<Steady, 'kinds'>);
    };

export interface Played extends Volley {
  /** Of all volleys so far. */
  counts: Counts;
}

const slack = new StandIn();
const crowd = new Crowd(slack);

answerParent<LoadQuestion>(async (question): Promise<string | Played> => {
  switch (question.kind) {
    case 'open':
      slack.answersAfterMs = question.answersAfterMs;
      await slack.listen();
      return slack.url;
    case 'volley': {
      const { url, how } = question;
      const kinds = KINDS[question.scene];
      const scene = crowd.scene(question.scene, question.real, question.ideas);
      const volley =
        how.kind === 'press'
          ? await press(url, scene, { ...how, kinds })
          : await keepPace(url, scene, { ...how, kinds });
      return { ...volley, counts: { ...crowd.counts } };
    }
  }
});
