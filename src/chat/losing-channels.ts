import { inTime } from '../delivery/deadline.ts';
import type { LabChannel } from '../labs/lab.ts';
import { loseChannel } from '../labs/lose-channel.ts';
import { loseWorkspace, type WorkspaceRef } from '../labs/lose-workspace.ts';
import { placeOf } from '../labs/place-of.ts';
import { reviveChannel } from '../labs/take-up-channel.ts';
import type { Box } from './box.ts';
import type { Channel, Posted } from './place.ts';

type Parts = Pick<Box, 'reads' | 'unitOfWork' | 'adapters' | 'clock' | 'log'>;

/** Something of ours is gone on its platform: a message, a channel, or a whole workspace. */
export async function lose(box: Parts, what: Channel | Posted | WorkspaceRef): Promise<void> {
  if (!('channel' in what)) return loseAll(box, what);
  const place: Channel & Partial<Posted> = what;
  const { message } = place;
  if (message === undefined) return loseOne(box, place);
  await box.unitOfWork.run(async (tx) => {
    const posting = await tx.postings.find({ ...place, message });
    if (posting) await tx.postings.markGone(posting.id, box.clock.now());
  });
}

async function loseAll({ unitOfWork, clock, log }: Parts, what: WorkspaceRef): Promise<void> {
  const channels = await unitOfWork.run((tx) => loseWorkspace(tx, what, clock.now()));
  if (channels > 0) log.warn({ ...what, channels }, 'the channels of a lost workspace rest');
}

/**
 * Believed once the platform was asked: a loss may be told late (Slack sends an event again after minutes), when the
 * channel is back for long. What could not be said in one that works is tried again.
 */
async function loseOne(box: Parts, place: Channel): Promise<void> {
  const { reads, unitOfWork, clock, log } = box;
  const binding = await reads.labs.binding(place);
  if (!binding || binding.lostAt !== null) return;
  const { platform, realm } = binding;
  if (await works(box, binding)) {
    log.info({ channel: binding.id, platform, realm }, 'a channel was said to be lost, and works');
    await unitOfWork.run((tx) => reviveChannel(tx, binding, clock.now()));
    return;
  }
  const lost = await unitOfWork.run((tx) => loseChannel(tx, place, clock.now()));
  if (!lost) return;
  const told =
    lost.told > 0 ? 'who facilitates the lab is told' : 'nobody facilitates the lab: nobody is told';
  log.warn(
    { ...lost, platform, realm },
    `a channel of a lab is lost: archived, deleted, or the box is no longer in it; ${told}`,
  );
}

/** False where the platform does not say: nothing speaks against the loss then. */
async function works({ adapters, clock }: Parts, channel: LabChannel): Promise<boolean> {
  const asked = await inTime(clock, async () => adapters.get(channel.platform)?.describe?.(placeOf(channel)));
  return asked.kind === 'value' && asked.value?.writable === true;
}
