import { afterEach, beforeEach } from '@jest/globals';
import type { Posted } from '../../../src/chat/place.ts';
import { Stage } from './stage.ts';

/** What the test at hand plays on: made anew before each one of a file that asks for it by {@link onStage}. */
export let stage: Stage;
/** Its platform that can do everything. */
export let chat: Stage['chat'];
/** The idea that {@link onStageWithIdea} files, and its card. */
export let number: number;
export let card: Posted;

/** Before each test of the file a stage with its three labs, closed afterwards. */
export function onStage(): void {
  beforeEach(async () => {
    stage = await Stage.open();
    chat = stage.chat;
    await stage.withLabs();
  });
  afterEach(() => stage.close());
}

/** The same, where an idea of anais has its card in bretagne. */
export function onStageWithIdea(): void {
  onStage();
  beforeEach(async () => {
    number = await chat.file('anais', 'bretagne', 'Prêter les outils du labo');
    await stage.deliver();
    card = chat.card(number, 'bretagne').posted;
  });
}
