/** How people are told of news on ideas: their setting, and the daily summary. */
export const notify = {
  // The setting, as it stands and as it is changed
  field: 'Nouvelles des idées',
  now: 'Nouvelles de vos idées et de celles que vous soutenez : {{when}}.',
  'when-at-once': 'tout de suite',
  'when-daily': 'un résumé par jour, à 9 h',
  'when-never': 'jamais',
  'button-at-once': 'Tout de suite',
  'button-daily': 'Un résumé par jour',
  'button-never': 'Jamais',
  'set-at-once': "C'est noté : chaque réponse à une idée qui vous concerne vous est envoyée tout de suite.",
  'set-daily': "C'est noté : un seul message par jour, à 9 h, les jours où il y a du nouveau.",
  'set-never': "C'est noté : la boîte ne vous écrit plus pour donner des nouvelles des idées.",
  // What is typed instead of pressing
  'typed-at-once': 'notifications=tout',
  'typed-daily': 'notifications=jour',
  'typed-never': 'notifications=jamais',
  typeInstead: 'Se règle aussi en tapant {{commands}}.',
  unknownValue: 'Je ne connais pas ce réglage. Tapez par exemple {{commands}}.',

  // The daily summary
  title: 'Votre résumé, {{day}}',
  decided_one: '{{count, number}} idée a reçu une réponse',
  decided_other: '{{count, number}} idées ont reçu une réponse',
  fresh_one: '{{count, number}} nouvelle idée',
  fresh_other: '{{count, number}} nouvelles idées',
  waiting_one: '{{count, number}} attend une réponse',
  waiting_other: '{{count, number}} attendent une réponse',
  ofLab: '{{lab}} : {{fresh}}, {{waiting}}.',
  seeWaiting: 'Pour les voir : {{command}}',
  change: 'Pour ne plus recevoir ce résumé : {{command}}',
} as const;
