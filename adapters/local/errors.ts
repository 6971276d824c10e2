import { DeliveryError, type DeliveryFailure } from '../../src/chat/adapter.ts';

/**
 * What can go wrong, in two families: a *refusal* is said to the person at the page, a *delivery error* to
 * the box.
 */

type Texts = Readonly<{ status: 400 | 403 | 404 | 409 | 413 | 415 | 503; fr: string; en: string }>;

/** Everything this chat refuses, with what the person can do instead. */
const REFUSALS = {
  foreignHost: {
    status: 403,
    fr: "Ce chat ne répond qu'à l'adresse de cette machine (http://localhost) ou à celle de PUBLIC_URL.",
    en: 'This chat answers only to the address of this machine (http://localhost) or to that of PUBLIC_URL.',
  },
  foreignOrigin: {
    status: 403,
    fr: "Cette demande vient d'un autre site. Ouvrez /local/ dans un onglet à part.",
    en: 'This request comes from another site. Open /local/ in a tab of its own.',
  },
  unknown: {
    status: 404,
    fr: "Ce canal ou ce message n'existe pas, ou vous ne pouvez pas le lire.",
    en: 'This channel or message does not exist, or you may not read it.',
  },
  buttonGone: {
    status: 409,
    fr: "Ce bouton n'est plus là : le message a changé entre-temps.",
    en: 'This button is gone: the message has changed in the meantime.',
  },
  buttonExpired: {
    status: 409,
    fr: 'Ce bouton a plus de 24 heures. Refaites la demande.',
    en: 'This button is more than 24 hours old. Please ask again.',
  },
  notYourForm: {
    status: 403,
    fr: "Ce formulaire n'a pas été ouvert par vous, ou il a été modifié. Copiez votre texte et rouvrez-le.",
    en: 'This form was not opened by you, or it was altered. Copy your text and open it again.',
  },
  unknownEmoji: {
    status: 400,
    fr: "Cette réaction n'est pas proposée ici.",
    en: 'This reaction is not offered here.',
  },
  malformed: {
    status: 400,
    fr: 'La demande est mal formée. Rechargez la page.',
    en: 'The request is malformed. Reload the page.',
  },
  notJson: {
    status: 415,
    fr: "La demande n'est pas en JSON (Content-Type: application/json).",
    en: 'The request is not JSON (Content-Type: application/json).',
  },
  tooLarge: {
    status: 413,
    fr: "C'est trop long pour un seul envoi (256 Kio au plus). Coupez le texte en plusieurs messages.",
    en: 'This is too long to send at once (256 KiB at most). Split the text into several messages.',
  },
  closed: {
    status: 503,
    fr: 'Le chat redémarre. Réessayez dans un instant.',
    en: 'The chat is restarting. Try again in a moment.',
  },
  notBuilt: {
    status: 503,
    fr: "La page n'est pas construite. Lancez « npm run build », puis rechargez.",
    en: 'The page is not built. Run `npm run build`, then reload.',
  },
} as const satisfies Record<string, Texts>;

/** A request that is not taken, with a text for whoever made it. `detail` is for a developer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: Texts['status'];
  readonly #texts: Texts;
  readonly #detail: string | undefined;

  constructor(reason: keyof typeof REFUSALS, detail?: string) {
    super(detail ? `${reason}: ${detail}` : reason);
    this.#texts = REFUSALS[reason];
    this.status = this.#texts.status;
    this.#detail = detail;
  }

  /** `languages` as in Accept-Language; French unless English comes first. */
  textFor(languages: string | undefined): string {
    const text = this.#texts[/^en\b/i.test(languages ?? '') ? 'en' : 'fr'];
    return this.#detail ? `${text} (${this.#detail})` : text;
  }
}

export function deliveryError(failure: DeliveryFailure, cause?: unknown): DeliveryError {
  return new DeliveryError(failure, cause === undefined ? undefined : { cause });
}

/** The destination, or the message, does not exist here. */
export const GONE: DeliveryFailure = { permanent: 'gone' };

/** The file could not be written, or the chat is not open: the same send later may succeed. */
export const LATER: DeliveryFailure = { retryAfterMs: 5000, scope: 'realm' };
