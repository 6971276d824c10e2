import { loseChannel } from '../labs/lose-channel.ts';
import { loseWorkspace, type WorkspaceRef } from '../labs/lose-workspace.ts';
import type { Box } from './box.ts';
import type { Channel, Posted } from './place.ts';

/** Something of ours is gone on its platform: a message, a channel, or a whole workspace. */
export async function lose(
  { unitOfWork, clock, log }: Pick<Box, 'unitOfWork' | 'clock' | 'log'>,
  what: Channel | Posted | WorkspaceRef,
): Promise<void> {
  if (!('channel' in what)) {
    const channels = await unitOfWork.run((tx) => loseWorkspace(tx, what, clock.now()));
    if (channels > 0) log.warn({ ...what, channels }, 'the channels of a lost workspace rest');
    return;
  }
  const place: Channel & Partial<Posted> = what;
  const lost = await unitOfWork.run(async (tx) => {
    const { message } = place;
    if (message === undefined) return loseChannel(tx, place, clock.now());
    const posting = await tx.postings.find({ ...place, message });
    if (posting) await tx.postings.markGone(posting.id, clock.now());
    return null;
  });
  if (!lost) return;
  const { platform, realm } = place;
  const told =
    lost.told > 0 ? 'who facilitates the lab is told' : 'nobody facilitates the lab: nobody is told';
  log.warn(
    { ...lost, platform, realm },
    `a channel of a lab is lost: archived, deleted, or the box is no longer in it; ${told}`,
  );
}
