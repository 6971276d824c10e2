/** The few texts an adapter says by itself, before or without the box's answer. */
export const adapter = {
  stillRecording: "C'est en cours d'enregistrement, le résultat arrive ici dans un instant.",
  tryAgain: "Cela n'a pas abouti. Réessayez dans un instant.",
  loading: 'Un instant…',
} as const;
