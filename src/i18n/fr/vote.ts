/** Votes: tallies, buttons, and what the person who votes is told. */
export const vote = {
  forButton: '👍 Pour',
  againstButton: '👎 Contre',
  forSays: 'Pour, idée {{number}}',
  againstSays: 'Contre, idée {{number}}',

  // Tallies on a card; the emoji stands for no word, the word is there
  tallyFor: '👍 {{votes}} pour',
  tallyAgainst: '👎 {{votes}} contre',
  tally: '{{for}} pour, {{against}} contre',
  votes_zero: 'aucun vote',
  votes_one: '{{count, number}} vote',
  votes_other: '{{count, number}} votes',
  supporters_zero: 'personne ne la soutient encore',
  supporters_one: '{{count, number}} personne la soutient',
  supporters_other: '{{count, number}} personnes la soutiennent',

  // Privately, after a vote
  countedFor: "C'est compté : vous êtes pour #{{number}}.",
  countedAgainst: "C'est compté : vous êtes contre #{{number}}.",
  takenBack: 'Votre vote sur #{{number}} est retiré.',
  alreadyFor: "Déjà compté : vous êtes pour #{{number}}. Pour changer d'avis : {{command}}",
  alreadyAgainst: "Déjà compté : vous êtes contre #{{number}}. Pour changer d'avis : {{command}}",
  noneToTakeBack: "Vous n'avez pas voté sur #{{number}}.",
  closed: '#{{number}} est {{status}} : le vote y est clos. Merci de votre intérêt.',
  againstOff: 'Ici, on ne vote pas contre. Dites plutôt ce qui vous gêne à la personne qui propose.',
  discreet: 'Une réaction se voit de tout le salon ; un bouton ou une commande reste discret.',
} as const;
