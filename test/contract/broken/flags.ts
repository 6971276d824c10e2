/**
 * Each way in which the reference adapter can break the contract, and the clauses that must notice.
 * A flag that no clause notices, or a clause that no flag can break, fails `broken.test.ts`.
 */
export const FLAGS = {
  // arriving
  startsEarly: ['start-ready'],
  drops: ['command-once'],
  doubles: ['command-once'],
  tidiesText: ['command-verbatim'],
  countsSeconds: ['command-shape'],
  mixesRealms: ['one-realm'],
  reusesIds: ['ids-differ'],
  changesDeliveryId: ['repeat-same-id'],
  letsUnverifiedThrough: ['unverified'],
  flattensMentions: ['mention'],
  losesThread: ['thread'],
  losesShortcutText: ['shortcut'],
  // answering
  answersTwice: ['answer-shown'],
  leaksPrivate: ['answer-private', 'form-done', 'press-answer', 'late-command'],
  fillsSilence: ['nothing'],
  forgetsPrivacy: ['private-press'],
  ignoresHome: ['home-page'],
  // acknowledging
  acknowledgesLate: ['late-command', 'late-press', 'late-submit', 'late-form'],
  saysRecordedEarly: ['late-command', 'late-press', 'late-submit'],
  forgetsLateAnswers: ['late-command', 'late-press', 'late-submit', 'late-form'],
  hidesRefusals: ['form-refused'],
  criesLate: ['in-time'],
  // forms
  dropsIntroductions: ['form-opens'],
  opensNothingForPresses: ['form-from-press'],
  escapesValues: ['form-prefilled'],
  forgetsFormState: ['form-state'],
  ticksWithOn: ['form-values'],
  omitsEmptyValues: ['form-empty'],
  cutsLongText: ['form-uncut'],
  dropsFieldErrors: ['form-errors'],
  losesTypedValues: ['form-errors-keep'],
  keepsFormOpen: ['form-done'],
  keepsOldStep: ['form-step'],
  acceptsForgedState: ['form-tampered'],
  acceptsForeignState: ['form-stolen'],
  ignoresExpiry: ['form-expired'],
  // pressing
  losesParagraphButtons: ['buttons-shown'],
  forgetsPosting: ['press'],
  pressesShareId: ['press-ids'],
  answersOverCard: ['press-answer'],
  ignoresButtonAge: ['press-private-late'],
  // marking
  dropsMarks: ['mark-added'],
  forgetsRemovals: ['mark-removed'],
  keepsSkinTone: ['mark-normal', 'reactions'],
  echoesOwnReaction: ['seed'],
  countsOwnSeeds: ['reactions'],
  datesByLook: ['reactions-at'],
  unchangedLies: ['reactions-unchanged'],
  hidesDeletion: ['reactions-gone'],
  // sending
  inventsIds: ['send'],
  dropsBlocks: ['blocks'],
  shufflesMessages: ['order'],
  directGoesPublic: ['direct'],
  whispersAloud: ['whisper'],
  ignoresKey: ['same-key'],
  mergesEqualWords: ['other-key'],
  mergesThreads: ['thread-answer'],
  findSentBlind: ['find-sent', 'in-doubt-found'],
  findSentLies: ['find-absent', 'find-sent'],
  // updating
  updatePostsAnew: ['update'],
  updateDropsButtons: ['update-buttons'],
  updateKeepsButtons: ['update-fewer'],
  updateLosesMarks: ['update-marks'],
  updateRevives: ['update-gone'],
  // escaping
  leavesTextUnescaped: ['harmless', 'harmless-answer', 'harmless-update', 'harmless-form'],
  letsPingsThrough: ['harmless'],
  letsControlsThrough: ['harmless'],
  dropsPunctuation: ['readable'],
  // failing
  turns429IntoFailure: ['slow-down', 'slow-down-update'],
  waitsByItself: ['slow-down'],
  saysTimeoutFailed: ['in-doubt'],
  resendsAfterTimeout: ['in-doubt'],
  retriesRefusals: ['refused'],
  retriesGone: ['channel-gone'],
  throwsPlainErrors: ['person-unreachable', 'channel-gone', 'refused'],
  // looking
  hasNoWord: ['manners'],
  namesNobody: ['profile'],
  describesVaguely: ['describe'],
  sharesPermalink: ['permalink'],
  takesAnyAddress: ['message-at'],
  readsMarkup: ['read-message'],
  readsToAnybody: ['may-read'],
  hidesFromReaders: ['may-read'],
  readsGhosts: ['read-gone'],
  // stopping
  neverStops: ['stop-quiet'],
  stopsAtOnce: ['stop-waits', 'stop-waits-late'],
  stopsBeforeLate: ['stop-waits-late'],
  stopsOnlyOnce: ['stop-twice'],
  leavesTimerRunning: ['stop-handles'],
  leavesSleep: ['stop-handles'],
} as const satisfies Record<string, readonly string[]>;

export type Flag = keyof typeof FLAGS;

/** Whether the adapter breaks the contract in this way. */
export type Breaks = (flag: Flag) => boolean;
