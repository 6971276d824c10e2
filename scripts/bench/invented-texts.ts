import type { Quarry } from './quarry.ts';

const HEADS = [
  'Un abri pour',
  'Prêter',
  'Moins de papier pour',
  'Une salle calme avec',
  'Partager',
  'Réparer ensemble',
  "Simplifier l'accès à",
  "Ouvrir le samedi l'accueil et",
  'Former les nouveaux collègues à',
  'Une page claire sur',
  'Regrouper les commandes de',
  "Réduire l'attente devant",
  'Un formulaire unique pour',
  'Afficher dans le hall',
  'Mieux éclairer',
  'Cartographier',
];

const THINGS = [
  'les vélos des agents',
  'les écrans inutilisés',
  'les courriers aux usagers',
  'le jardin derrière la préfecture',
  'les réunions du lundi',
  'la cantine et ses restes',
  'les badges des visiteurs',
  'le télétravail en zone rurale',
  'les véhicules électriques',
  "l'archivage des dossiers",
  'les démarches en ligne',
  'la bibliothèque du personnel',
  'les imprimantes du deuxième étage',
  'le chauffage des bureaux',
  'les numéros de téléphone utiles',
  'la navette entre les sites',
];

const REASONS = [
  'parce que personne ne sait où les trouver',
  'afin de gagner une heure chaque semaine',
  'sans dépenser un euro de plus',
  'comme le font déjà nos voisins',
  'pour que les usagers comprennent du premier coup',
  'avec deux volontaires et un peu de peinture',
  'dès la rentrée, à titre d’essai',
  'quand les équipes travaillent loin du siège',
  "et mesurer ce que l'on économise",
  'car le matériel dort dans un placard',
];

const OPENINGS = [
  'Ker',
  'Mont',
  'Ville',
  'Roche',
  'Haut',
  'Val',
  'Plou',
  'Font',
  'Pier',
  'Bel',
  'Lan',
  'Cour',
];
const MIDDLES = ['mo', 'ré', 'ga', 'lu', 'bri', 'ta', 'no', 'vé', 'cha', 'du', 'pi', 'so'];
const ENDINGS = ['reau', 'gnac', 'ville', 'court', 'nec', 'zac', 'lieu', 'mont', 'bourg', 'tin', 'val', 'zé'];

/** Names of 1,728 villages that do not exist: without them every word would be a common one. */
const VILLAGES = OPENINGS.flatMap((head) =>
  MIDDLES.flatMap((middle) => ENDINGS.map((end) => `${head}${middle}${end}`)),
);

/** Texts for a machine that has no real ones: few common words, many rare ones. */
export const INVENTED: Quarry = {
  name: 'invented',
  titles: HEADS.flatMap((head) => THINGS.map((thing) => `${head} ${thing}`)),
  sentences: VILLAGES.map((village, at) => {
    const [head, thing, reason] = [from(HEADS, at * 7), from(THINGS, at * 5 + 1), from(REASONS, at * 3 + 2)];
    return `${head} ${thing}, ${reason}, à ${village}.`;
  }),
};

function from(list: readonly string[], at: number): string {
  return list[at % list.length] ?? '';
}
