import type { Status } from '../ideas/status.ts';
import type { DemoSlug } from './labs.ts';
import type { Colleague, Persona } from './people.ts';

/** Something that happened to an idea after it was filed, on a day told as its {@link DemoIdea.age}. */
export type Step = { age: number } & (
  | { to: Status; answer: string }
  /** Its author appended a text. */
  | { adds: string }
  /** Its author took it back. */
  | { withdrawn: true }
);

/** An idea of the demo with its life: who filed it when, who voted, what was answered. */
export interface DemoIdea {
  lab: DemoSlug;
  author: Exclude<Persona, 'jo'> | Colleague;
  title: string;
  body: string;
  /**
   * Days before the Monday of the week in which the demo starts, Saturdays and Sundays left out. 0: in the last
   * working hours before the start, whichever day that is.
   */
  age: number;
  /**
   * Votes of others, a number a week: the last one is the running week's, the one before it the last closed
   * week's. What the running week has not reached yet is left out.
   */
  for: readonly number[];
  against?: readonly number[];
  next?: readonly Step[];
}

const BRETAGNE: readonly DemoIdea[] = [
  {
    lab: 'bretagne',
    author: 'agent-21',
    title: 'Regarder dans nos réserves avant de commander du mobilier',
    body: 'Il y a trois étages de chaises et de bureaux qui dorment. Une page avec des photos, une personne par site, et on se sert avant de commander neuf.',
    age: 39,
    for: [9, 11, 6, 4, 0, 0, 0],
    against: [0, 1, 0, 0, 0, 0, 0],
    next: [
      {
        age: 26,
        to: 'accepted',
        answer: 'Oui, et le service logistique nous prête déjà son inventaire.',
      },
      { age: 20, to: 'handed-over', answer: 'La logistique tient la page et les photos depuis lundi.' },
      {
        age: 6,
        to: 'in-service',
        answer: 'La page est en ligne : 140 meubles y attendent, 31 ont déjà trouvé un bureau.',
      },
    ],
  },
  {
    lab: 'bretagne',
    author: 'agent-41',
    title: "Des vélos de service entre la gare et l'accueil",
    body: 'Le dernier bus passe à 17 h 40. Quatre vélos, un cadenas à code et un tableau de réservation suffiraient pour les réunions de fin de journée.',
    age: 34,
    for: [6, 9, 7, 5, 2, 1],
    against: [0, 1, 0, 1, 0, 0],
    next: [
      { age: 24, to: 'accepted', answer: "Le labo cherche un local sec près de l'entrée." },
      { age: 12, to: 'prototype', answer: "Deux vélos à l'essai jusqu'à l'été. Racontez-nous vos trajets." },
    ],
  },
  {
    lab: 'bretagne',
    author: 'agent-08',
    title: 'Un casier pour retirer son titre le soir',
    body: 'Beaucoup posent une demi-journée pour venir chercher un document. Un casier à code dans le hall, comme pour les colis, leur rendrait ce temps.',
    age: 32,
    for: [5, 8, 3, 0, 0, 0],
    against: [1, 3, 1, 0, 0, 0],
    next: [
      {
        age: 17,
        to: 'declined',
        answer:
          "Un titre se remet en main propre, la règle ne nous laisse pas le choix. L'idée d'ouvrir plus tard certains jours répond au même besoin : elle est à l'étude.",
      },
    ],
  },
  {
    lab: 'bretagne',
    author: 'anais',
    title: "Ouvrir l'accueil jusqu'à 20 h, un jeudi par mois",
    body: "Les personnes qui travaillent n'arrivent jamais à nous joindre en journée. Un jeudi soir par mois, sur rendez-vous, avec les volontaires et un rattrapage le vendredi matin.",
    age: 26,
    for: [4, 7, 8, 12, 3],
    against: [0, 1, 2, 1, 1],
    next: [
      {
        age: 18,
        to: 'under-review',
        answer: 'Nous regardons les plannings avec les équipes. Merci pour vos retours.',
      },
      { age: 12, adds: "Trois collègues de l'accueil m'ont dit être partants pour un essai de trois mois." },
    ],
  },
  {
    lab: 'bretagne',
    author: 'agent-17',
    title: 'Réécrire les dix courriers qui font le plus appeler',
    body: 'Le standard sait lesquels : après chacun, le téléphone sonne deux jours. Prenons-les un par un avec les personnes qui décrochent, et lisons-les à voix haute avant de les envoyer.',
    age: 24,
    for: [3, 5, 9, 16, 4],
    against: [0, 0, 1, 0, 0],
  },
  {
    lab: 'bretagne',
    author: 'agent-34',
    title: 'Un cahier de relève pour les astreintes',
    body: "Chaque lundi on repart de zéro. Une page par week-end : ce qui s'est passé, qui a été appelé, ce qui reste à faire.",
    age: 20,
    for: [1, 2, 1, 0],
  },
  {
    lab: 'bretagne',
    author: 'thomas',
    title: 'Une journée dans le bureau du voisin',
    body: "On se renvoie des dossiers toute l'année sans se connaître.\nUne journée d'échange entre deux services, deux fois par an, sur simple accord des responsables.\nJe commence quand vous voulez.",
    age: 19,
    for: [4, 6, 8, 2],
    against: [0, 0, 1, 0],
    next: [
      {
        age: 5,
        to: 'accepted',
        answer:
          'Avec plaisir. Les dix premiers échanges auront lieu au printemps, inscription auprès de Yann.',
      },
    ],
  },
  {
    lab: 'bretagne',
    author: 'agent-49',
    title: 'Des pictogrammes sur nos portes et nos guichets',
    body: 'Pour qui lit mal le français, « bureau 214, pôle instruction » ne dit rien. Une couleur et un dessin par démarche, les mêmes sur la convocation.',
    age: 17,
    for: [3, 6, 8, 3],
  },
  {
    lab: 'bretagne',
    author: 'agent-55',
    title: "Un banc et un arbre devant l'accueil",
    body: 'On attend debout, et au soleil.',
    age: 13,
    for: [2, 1, 0],
  },
  {
    lab: 'bretagne',
    author: 'agent-12',
    title: 'Vérifier les trousses de secours à date fixe',
    body: 'Celle du deuxième étage est périmée depuis deux ans.',
    age: 12,
    for: [3, 5, 1],
    next: [
      {
        age: 4,
        to: 'accepted',
        answer: 'Fait pour toutes les trousses cette semaine, et noté chaque année au 1er mars.',
      },
    ],
  },
  {
    lab: 'bretagne',
    author: 'agent-03',
    title: 'Un guichet mobile sur les marchés',
    body: 'Une table, une tablette, deux collègues : le mercredi matin, là où les gens sont déjà. On répond aux questions simples et on prend les rendez-vous pour le reste.',
    age: 6,
    for: [11, 3],
    against: [2, 0],
  },
  {
    lab: 'bretagne',
    author: 'agent-26',
    title: 'Prévenir par SMS quand le tour approche',
    body: "Deux heures dans le hall avec des enfants, c'est long. Un SMS « il reste trois personnes devant vous » laisserait sortir prendre l'air.",
    age: 5,
    for: [7, 2],
    against: [1, 0],
  },
  {
    lab: 'bretagne',
    author: 'agent-08',
    title: 'Partager les trajets pour les réunions du vendredi',
    body: 'Cinq voitures partent du même parking à la même heure, une personne dans chacune.',
    age: 4,
    for: [3, 1],
  },
  {
    lab: 'bretagne',
    author: 'anais',
    title: "Des lunettes de lecture à l'accueil",
    body: 'Trois paires, trois forces. On nous les demande tous les jours.',
    age: 0,
    for: [6],
  },
];

const NUMERIQUE: readonly DemoIdea[] = [
  {
    lab: 'numerique',
    author: 'agent-17',
    title: "Transformer les vieux ordinateurs en postes d'accueil",
    body: "Ils sont trop lents pour nous, pas pour remplir un formulaire. Avec un système léger, on équipe les salles d'attente sans rien acheter.",
    age: 38,
    for: [5, 6, 4, 2, 0, 0, 0],
    next: [
      {
        age: 27,
        to: 'accepted',
        answer: 'Bonne idée, nous avons une quarantaine de machines qui conviennent.',
      },
      {
        age: 19,
        to: 'handed-over',
        answer: "L'équipe des postes de travail prend la suite, première salle équipée le mois prochain.",
      },
    ],
  },
  {
    lab: 'numerique',
    author: 'agent-34',
    title: 'Couper les messageries de 19 h à 7 h',
    body: 'Ce qui arrive la nuit peut attendre le matin.',
    age: 33,
    for: [7, 5, 1, 0, 0, 0],
    against: [4, 6, 2, 0, 0, 0],
    next: [
      {
        age: 20,
        to: 'declined',
        answer:
          "Les équipes d'astreinte ont besoin de leur messagerie la nuit. Nous préparons plutôt l'envoi différé par défaut après 19 h.",
      },
    ],
  },
  {
    lab: 'numerique',
    author: 'agent-55',
    title: 'Des cabines pour les visioconférences',
    body: "À six dans un bureau, chacun dans sa réunion, personne n'entend plus rien. Deux vieilles cabines d'essayage et de la mousse feraient l'affaire.",
    age: 27,
    for: [4, 5, 3, 2, 1],
    against: [0, 1, 0, 0, 0],
    next: [
      { age: 18, to: 'accepted', answer: 'Nous en essayons une au premier étage.' },
      {
        age: 11,
        to: 'prototype',
        answer: "La cabine est ouverte. Laissez un mot à l'intérieur après usage.",
      },
    ],
  },
  {
    lab: 'numerique',
    author: 'thomas',
    title: "Ne demander une pièce justificative qu'une fois",
    body: "La même attestation nous est envoyée par trois bureaux du même étage. Un dossier commun, avec l'accord de la personne, et la mention de qui l'a consulté.",
    age: 25,
    for: [5, 7, 6, 9, 2],
    against: [0, 1, 1, 1, 0],
    next: [
      {
        age: 13,
        to: 'under-review',
        answer: 'Nous vérifions ce que le règlement permet, service par service.',
      },
    ],
  },
  {
    lab: 'numerique',
    author: 'agent-21',
    title: 'Un lexique des sigles, tenu par tout le monde',
    body: "J'ai mis six mois à comprendre les comptes rendus. Une page où chacun ajoute le sigle qu'il vient de découvrir, avec une phrase et un exemple.",
    age: 21,
    for: [4, 5, 8, 2],
  },
  {
    lab: 'numerique',
    author: 'agent-12',
    title: "Une signature de courriel qui s'entend au téléphone",
    body: "Quand un lecteur d'écran lit nos signatures, il épelle douze lignes de logos. Trois lignes de texte suffisent.",
    age: 18,
    for: [2, 1, 0, 1],
  },
  {
    lab: 'numerique',
    author: 'agent-41',
    title: "Un fond d'écran commun à tous les postes",
    body: 'Avec le numéro du support, pour ne plus le chercher.',
    age: 17,
    for: [1, 1, 0, 0],
    against: [2, 2, 0, 0],
    next: [{ age: 10, withdrawn: true }],
  },
  {
    lab: 'numerique',
    author: 'agent-03',
    title: 'Un bouton « ce message est-il vrai ? »',
    body: "Devant un courriel douteux, on hésite, on demande au voisin, on clique. Un bouton qui l'envoie à une vraie personne, et une réponse dans l'heure.",
    age: 14,
    for: [5, 8, 1],
    next: [
      {
        age: 3,
        to: 'accepted',
        answer:
          'Retenu. Le bouton arrive dans la messagerie au prochain trimestre, deux personnes y répondront.',
      },
    ],
  },
  {
    lab: 'numerique',
    author: 'malika',
    title: 'Prévenir avant de couper une application',
    body: 'Une ligne la veille dans le salon de chaque service : laquelle, quand, combien de temps, et quoi faire en attendant.',
    age: 10,
    for: [2, 7, 2],
    against: [0, 1, 0],
  },
  {
    lab: 'numerique',
    author: 'agent-26',
    title: "Relire un formulaire avec cinq personnes avant de l'ouvrir",
    body: "Cinq vraies personnes, vingt minutes, un café. C'est à la troisième qu'on trouve la question que personne ne comprend.",
    age: 5,
    for: [6, 3],
  },
  {
    lab: 'numerique',
    author: 'agent-49',
    title: 'Imprimer recto verso, sauf si on demande autre chose',
    body: '',
    age: 0,
    for: [3],
    against: [1],
  },
];

const RH: readonly DemoIdea[] = [
  {
    lab: 'rh',
    author: 'thomas',
    title: 'Une marraine ou un parrain pour chaque arrivée',
    body: "Les trois premières semaines, on n'ose pas demander où sont les ciseaux. Une personne d'un autre bureau, volontaire, et deux déjeuners offerts.",
    age: 31,
    for: [4, 5, 3, 2, 1, 0],
    next: [
      {
        age: 21,
        to: 'accepted',
        answer: 'Nous commençons avec les arrivées de septembre, douze volontaires sont déjà inscrits.',
      },
    ],
  },
  {
    lab: 'rh',
    author: 'agent-17',
    title: 'Un vrai retour après une longue absence',
    body: "Revenir après six mois et trouver sa chaise prise, c'est rude. Un rendez-vous la semaine d'avant, un bureau prêt, et une première journée sans réunion.",
    age: 24,
    for: [3, 4, 4, 6, 1],
    next: [{ age: 13, to: 'under-review', answer: 'Nous en parlons avec le service de santé au travail.' }],
  },
  {
    lab: 'rh',
    author: 'agent-41',
    title: 'Ce que sait la personne qui part à la retraite',
    body: 'Trente ans de métier partent avec le pot de départ. Deux après-midi pour les raconter à la personne qui suit, et une page qui reste.',
    age: 18,
    for: [2, 3, 5, 2],
  },
  {
    lab: 'rh',
    author: 'malika',
    title: 'Les postes ouverts, en une page lisible',
    body: "Aujourd'hui : un tableau de 400 lignes. Demain : ce qu'on y fait, avec qui, à partir de quand, et qui appeler.",
    age: 12,
    for: [2, 4, 1],
    against: [0, 1, 0],
  },
  {
    lab: 'rh',
    author: 'agent-12',
    title: "Choisir ses mercredis à l'avance",
    body: 'Un planning posé pour trois mois, et on arrête de négocier chaque dimanche soir.',
    age: 11,
    for: [1, 2, 0],
    against: [1, 0, 0],
  },
  {
    lab: 'rh',
    author: 'agent-55',
    title: 'Une permanence de santé au travail sans rendez-vous',
    body: 'Une heure par semaine, porte ouverte, sans avoir à dire pourquoi à son bureau.',
    age: 4,
    for: [5, 1],
  },
];

/** Thirty-one ideas, written for the demo. Nobody in them exists, and no place beyond a region. */
export const IDEAS: readonly DemoIdea[] = [...BRETAGNE, ...NUMERIQUE, ...RH];
