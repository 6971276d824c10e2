import { prepareLastWeek } from '../../digest/prepare-digest.ts';
import { previewDigest } from '../../digest/preview-digest.ts';
import { publishDigest } from '../../digest/publish-digest.ts';
import { viewOf } from '../../digest/read-digest.ts';
import type { Lab } from '../../labs/lab.ts';
import { mayDecide } from '../../members/permissions.ts';
import { isRefusal, type Refusal, refuse } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import { previewMessage, publishedMessage } from '../messages/digest.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from '../turn.ts';

/** The weekly digest by hand, for those who facilitate the lab of the channel (or the one named). */

export const preview = command({
  word: 'digest apercu',
  names: { fr: ['digest aperçu', 'bilan aperçu'], en: ['digest preview'] },
  args: { slug: arg.slug({ optional: true }) },
  who: 'facilitator',
  help: 'help.digest-apercu',
  example: 'digest apercu',
  async run(turn: Turn, { slug }): Promise<Answer> {
    const lab = await labMeant(turn, slug);
    if (isRefusal(lab)) return privately(turn, await refusalText(turn, lab));
    const { reads, clock } = turn.box;
    const week = await previewDigest(reads.digests, lab, clock.now());
    const view = await viewOf(reads, week);
    return view ? { kind: 'private', message: previewMessage(turn.speak, view) } : NOTHING;
  },
});

export const send = command({
  word: 'digest envoyer',
  names: { fr: ['digest envoyer', 'bilan envoyer'], en: ['digest send'] },
  args: { slug: arg.slug({ optional: true }) },
  who: 'facilitator',
  help: 'help.digest-envoyer',
  example: 'digest envoyer',
  async run(turn: Turn, { slug }): Promise<Answer> {
    const lab = await labMeant(turn, slug);
    if (isRefusal(lab)) return privately(turn, await refusalText(turn, lab));
    const { reads, clock } = turn.box;
    const channels = (await reads.labs.channels(lab.id)).filter(({ lostAt }) => lostAt === null);
    const prepared = await prepareLastWeek(reads.digests, lab, clock.now());
    const result = await writing(turn, async (tx, by) =>
      mayDecide(by.reader, lab.id)
        ? publishDigest(tx, prepared, { lab, channels }, clock.now())
        : refuse('facilitators-only', { lab: lab.id, of: 'digest' }),
    );
    if (isRepeated(result)) return NOTHING;
    if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
    const said = { lab, commandWord: turn.commandWord, now: clock.now() };
    return { kind: 'private', message: publishedMessage(turn.speak, result, said) };
  },
});

/** The lab named, else the channel's, else the only one this person facilitates. */
async function labMeant(turn: Turn, slug: string | undefined): Promise<Lab | Refusal> {
  const { labs } = turn.box.reads;
  const { here, facilitates } = turn.reader;
  const only = facilitates.length === 1 ? facilitates[0] : undefined;
  const id = here ?? only;
  const lab = slug !== undefined ? await labs.bySlug(slug) : id === undefined ? null : await labs.byId(id);
  if (lab && mayDecide(turn.reader, lab.id)) return lab;
  if (lab && (lab.access === 'open' || lab.id === here))
    return refuse('facilitators-only', { lab: lab.id, of: 'digest' });
  return slug === undefined ? refuse('channel-unbound', {}) : refuse('unknown-lab', { slug });
}
