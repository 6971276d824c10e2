import { z } from 'zod';

/** A channel as it travels in what we sign; null at a person's own page. */
export const placeShape = z
  .object({
    platform: z.string(),
    realm: z.string(),
    channel: z.string(),
    team: z.string().exactOptional(),
    thread: z.string().exactOptional(),
    direct: z.boolean().exactOptional(),
  })
  .nullable();
