import { keepPace, type Pressing, press, type Steady } from './fire.ts';
import type { Scene, Volley } from './shot.ts';

/** A volley at the box or at the bare app. */
export interface Order<Name extends string> {
  scene: Name;
  /** Those that can be voted on, by their numbers. */
  ideas: readonly number[];
  how: ({ kind: 'press' } & Omit<Pressing, 'kinds'>) | ({ kind: 'keep pace' } & Omit<Steady, 'kinds'>);
}

/** What the process of a platform is asked, and answers: where it takes calls; a volley at one app. */
export type LoadQuestion<Name extends string> =
  | {
      kind: 'open';
      /** How long it takes to answer a call. Milliseconds. */
      answersAfterMs: number;
      /** So many people are there. */
      crowd: number;
    }
  | ({
      kind: 'volley';
      /** Of the app, without a path. */
      url: string;
      /** False: an app that acknowledges and does nothing. */
      real: boolean;
    } & Order<Name>);

/** What came of it, for the box's tables to be compared with. */
export interface Counts {
  /** Submissions that published an idea. */
  published: number;
  /** Presses that were answered. */
  pressed: number;
}

export interface Played extends Volley {
  /** Of all volleys so far. */
  counts: Counts;
}

/** A platform that is played: it is called by the box, and people in it do things. */
export interface Play<Name extends string> {
  /** The address where it takes calls. */
  open(of: { answersAfterMs: number; crowd: number }): Promise<string>;
  scene(name: Name, real: boolean, ideas: readonly number[]): Scene;
  /** The kinds of requests in each scene. */
  kinds: Readonly<Record<Name, readonly string[]>>;
  counts: Counts;
}

/** Answers a question of the stage. */
export async function play<Name extends string>(
  platform: Play<Name>,
  question: LoadQuestion<Name>,
): Promise<string | Played> {
  if (question.kind === 'open') return platform.open(question);
  const { url, how } = question;
  const kinds = platform.kinds[question.scene];
  const scene = platform.scene(question.scene, question.real, question.ideas);
  const volley =
    how.kind === 'press'
      ? await press(url, scene, { ...how, kinds })
      : await keepPace(url, scene, { ...how, kinds });
  return { ...volley, counts: { ...platform.counts } };
}
