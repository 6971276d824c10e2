import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { FORM_LIFE_MS, type FormState } from '../../../src/chat/form.ts';
import { openState, sealState } from '../../../src/chat/kit/form-state.ts';
import { openButton, sealButtons } from '../../../src/chat/kit/private-buttons.ts';
import { type Button, type Message, PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import type { Channel, Person } from '../../../src/chat/place.ts';

const sign = (purpose: string, text: string) =>
  createHmac('sha256', purpose).update(text).digest('base64url');
const signer = { sign, verify: (purpose: string, text: string, tag: string) => tag === sign(purpose, text) };

const anais: Person = { platform: 'slack', realm: 'T1', user: 'U1' };
const yann: Person = { ...anais, user: 'U2' };
const labo: Channel = { platform: 'slack', realm: 'T1', team: 'T1', channel: 'C1', thread: '1.2' };
const NOW = 1_700_000_000_000;

describe("a form's state", () => {
  const state: FormState = { nonce: 'n', step: 'answer#2256', draft: null, where: labo, expired: false };
  const token = sealState(state, anais, NOW, signer);

  test('comes back as it went, and counts as expired after an hour', () => {
    expect(openState(token, anais, NOW + FORM_LIFE_MS, signer)).toEqual(state);
    expect(openState(token, anais, NOW + FORM_LIFE_MS + 1, signer)).toEqual({ ...state, expired: true });
  });

  test('has ample room in private_metadata', () => {
    const long = { ...state, draft: 'd'.repeat(43), nonce: 'n'.repeat(43), step: 'complete#123456789' };
    expect(sealState(long, anais, NOW, signer).length).toBeLessThan(1_000);
  });

  test("is nothing when it was altered, is another person's, or is none", () => {
    for (const wrong of [token.replace('2256', '2257'), `x${token}`, '', '.', 'abc', '{}']) {
      expect(openState(wrong, anais, NOW, signer)).toBeNull();
    }
    expect(openState(token, yann, NOW, signer)).toBeNull();
    expect(openState(token, { ...anais, realm: 'T2' }, NOW, signer)).toBeNull();
  });
});

describe('a private button', () => {
  const button: Button = { action: 'resume', value: 'draft-1', label: 'Reprendre' };
  const message: Message = {
    lang: 'fr',
    summary: '',
    blocks: [
      { kind: 'text', text: ['Gardé.'], button },
      { kind: 'buttons', buttons: [button] },
    ],
  };

  /** The buttons of the sealed message, in its two places. */
  function sealed(): readonly Button[] {
    const { blocks } = sealButtons(message, { person: anais, where: labo }, NOW, signer);
    return blocks.flatMap((block) => {
      if (block.kind === 'buttons') return block.buttons;
      return block.kind === 'text' && block.button ? [block.button] : [];
    });
  }
  const [first] = sealed() as [Button];

  test('opens for its person for 24 hours, wherever it stands in the message', () => {
    expect(sealed()).toHaveLength(2);
    for (const one of sealed()) {
      const opened = openButton(one, anais, NOW + PRIVATE_BUTTON_LIFE_MS, signer);
      expect(opened).toEqual({ action: 'resume', value: 'draft-1', where: labo });
    }
    expect(openButton(first, anais, NOW + PRIVATE_BUTTON_LIFE_MS + 1, signer)).toBe('expired');
  });

  test('is forged for anybody else, with another action, value or end', () => {
    expect(openButton(first, yann, NOW, signer)).toBe('forged');
    expect(openButton({ ...first, action: 'private/withdraw-yes' }, anais, NOW, signer)).toBe('forged');
    expect(
      openButton({ ...first, value: first.value.replace('draft-1', 'draft-2') }, anais, NOW, signer),
    ).toBe('forged');
    const later = String(NOW + 2 * PRIVATE_BUTTON_LIFE_MS);
    const value = first.value.replace(String(NOW + PRIVATE_BUTTON_LIFE_MS), later);
    expect(openButton({ ...first, value }, anais, NOW, signer)).toBe('forged');
    for (const none of ['', '.', 'draft-1']) {
      expect(openButton({ ...first, value: none }, anais, NOW, signer)).toBe('forged');
    }
  });
});
