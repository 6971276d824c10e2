/** `chercher`: what was found, or what to do instead. */
export const search = {
  title: 'Idées trouvées pour « {{query}} »',
  more: "Il y en a d'autres. Un mot de plus précisera la recherche.",
  typeToRead: 'Pour lire une idée en entier : {{command}}',
  nothing: 'Rien trouvé pour « {{query}} ». Essayez avec un autre mot, ou regardez {{command}}.',
  file: "L'idée n'existe peut-être pas encore. Pour la déposer : {{command}}",
  empty: 'Que cherchez-vous ? Un mot suffit : {{command}}',
} as const;
