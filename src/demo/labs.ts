import type { ChannelRef } from '../labs/lab-store.ts';
import type { LabSettings } from '../labs/settings.ts';
import type { Persona } from './people.ts';

/** Every lab and every person of the demo keeps these hours. */
export const DEMO_ZONE = 'Europe/Paris';

export type DemoSlug = 'bretagne' | 'numerique' | 'rh';

/** A lab of the demo. */
export interface DemoLab {
  slug: DemoSlug;
  settings: LabSettings;
  facilitator: Persona;
}

/** Three labs, one of them closed. */
export const LABS: readonly DemoLab[] = [
  {
    slug: 'bretagne',
    settings: { name: 'Labo Bretagne', field: 'Accueil et services de proximité', region: 'Bretagne' },
    facilitator: 'yann',
  },
  {
    slug: 'numerique',
    settings: { name: 'Labo Numérique', field: 'Outils numériques' },
    facilitator: 'malika',
  },
  {
    slug: 'rh',
    settings: { name: 'Labo RH', field: 'Vie au travail', access: 'closed' },
    facilitator: 'malika',
  },
];

/** A channel of a chat that needs no account, and the lab whose ideas it shows. */
export interface DemoChannel extends ChannelRef {
  lab: DemoSlug;
  name: string;
  private: boolean;
}

const local = (lab: DemoSlug, isPrivate = false): DemoChannel => {
  const name = `labo-${lab}`;
  return { platform: 'local', realm: 'local', channel: name, lab, name, private: isPrivate };
};

/** Where each lab of the demo lives, by platform. */
export const CHANNELS: readonly DemoChannel[] = [
  local('bretagne'),
  local('numerique'),
  local('rh', true),
  {
    platform: 'terminal',
    realm: 'terminal',
    channel: 'console',
    lab: 'bretagne',
    name: 'console',
    private: false,
  },
];
