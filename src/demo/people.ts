/** The people of the demo: those one can act as, and colleagues who only voted and filed before. */

/** Everybody one can act as, by the user id the local chat and the terminal know them by. */
export const PERSONAS = {
  camille: 'Camille Le Goff',
  yann: 'Yann Kervella',
  malika: 'Malika Benali',
  anais: 'Anaïs Lefort',
  thomas: 'Thomas Girard',
  jo: 'Jo Dubreuil',
} as const;
export type Persona = keyof typeof PERSONAS;

/** Who sets the labs up. */
export const ADMINISTRATOR: Persona = 'camille';

/** Colleagues who filed ideas, by their place among {@link VOTERS}. The others never wrote, so have no name here. */
export const COLLEAGUES = {
  'agent-03': 'Solène Marzin',
  'agent-08': 'Hugo Perrot',
  'agent-12': 'Fatou Diarra',
  'agent-17': 'Maëlle Quéré',
  'agent-21': 'Didier Lambert',
  'agent-26': 'Inès Carvalho',
  'agent-34': 'Bruno Teyssier',
  'agent-41': 'Rozenn Tanguy',
  'agent-49': 'Paul Nguyen',
  'agent-55': 'Colette Arnaud',
} as const;
export type Colleague = keyof typeof COLLEAGUES;

/** Sixty colleagues. They are nowhere but in the box, so nothing is ever sent to them. */
export const VOTERS: readonly string[] = Array.from(
  { length: 60 },
  (_, index) => `agent-${String(index + 1).padStart(2, '0')}`,
);
