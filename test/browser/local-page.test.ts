import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { GENERAL, openStand, person, type Stand } from '../adapters/local/stand.ts';
import { withChromium } from './chromium.ts';
import { CARD, DIGEST, GRAMMAR, scripted } from './scripted-box.ts';

const BRETAGNE = { ...GENERAL, channel: 'labo-bretagne' };

const CLOSE = { role: 'button', name: /^Fermer$/ };

/** A whole browser on a busy machine is slow, and axe tries every rule on every element. */
jest.setTimeout(90_000);

/** A page that answers later than this has a fault, milliseconds. */
const PATIENCE_MS = 10_000;

withChromium((browser) => {
  let stand: Stand;
  let faults: string[];

  beforeEach(async () => {
    stand = await openStand({ grammar: GRAMMAR });
    stand.box.answer(scripted);
    faults = [];
  });
  afterEach(async () => {
    await Promise.all(
      browser()
        .contexts()
        .map((context) => context.close()),
    );
    await stand.close();
    expect(faults).toEqual([]);
  });

  async function visit(place: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser().newContext({ locale: 'fr-FR', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(stand.context.baseUrl)) faults.push(`asked for ${request.url()}`);
    });
    await page.goto(`${stand.context.baseUrl}/local/${place}`);
    await page.getByRole('textbox').waitFor();
    return page;
  }

  /** Goes on with Tab until this has the focus. */
  async function tabTo(
    page: Page,
    what: { role: string; name: string | RegExp },
    key = 'Tab',
  ): Promise<void> {
    const wanted = page.getByRole(what.role as 'button', { name: what.name }).last();
    for (let steps = 0; steps < 60; steps += 1) {
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${what.role} ${what.name} cannot be reached with ${key}`);
  }

  /** The id of what has the focus. Text, as tests are checked without the DOM. */
  const focusOf = (page: Page) => page.evaluate<string>('document.activeElement.id');

  const box = (page: Page) => page.getByRole('textbox', { name: /Écrire dans/ });

  /** Typing goes on in the message box: the focus alone does not prove that there is a caret in it. */
  async function typesOn(page: Page): Promise<void> {
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusOf(page)).toBe('composer');
    await page.keyboard.type('bonjour');
    expect(await box(page).inputValue()).toBe('bonjour');
  }

  const last = (page: Page) => page.locator('.message').last();

  describe('with the keyboard alone', () => {
    test('a command is completed, sent and answered', async () => {
      const page = await visit('?as=camille#labo-bretagne');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await focusOf(page)).toBe('composer');

      await page.keyboard.type('/i');
      await page.getByRole('option', { name: '/idee' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await box(page).inputValue()).toBe('/idee ');
      await page.keyboard.type('to');
      await page.keyboard.press('Escape');
      expect(await page.getByRole('listbox').count()).toBe(0);
      await page.keyboard.press('Backspace');
      await page.keyboard.press('ArrowDown');
      const chosen = page.getByRole('listbox').getByRole('option', { selected: true });
      expect(await chosen.textContent()).toContain('/idee top');
      expect(await box(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
      await page.keyboard.press('Enter');
      expect(await box(page).inputValue()).toBe('/idee top');
      await page.keyboard.press('Enter');

      await page.getByText('Les plus soutenues').first().waitFor();
      expect(await last(page).textContent()).toContain('Visible de vous uniquement');
      expect(await box(page).inputValue()).toBe('');
      expect(await focusOf(page)).toBe('composer');

      await tabTo(page, { role: 'button', name: 'Masquer ce message' }, 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Rien ici').waitFor();
    });

    test('an idea is filed: an error, a second step, and back where one was', async () => {
      const page = await visit('?as=camille#labo-bretagne');
      await box(page).focus();
      await page.keyboard.type('/idee ab');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Nouvelle idée' });
      await dialog.waitFor();
      const title = dialog.getByLabel("L'idée en une phrase");
      expect(await title.inputValue()).toBe('ab');
      expect(await focusOf(page)).toBe('field-title');

      await page.keyboard.press('Tab');
      await page.keyboard.type('Le soir.');
      await title.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Enter');
      await dialog.getByText("Il manque l'idée").waitFor();
      expect(await focusOf(page)).toBe('field-title');
      expect(await title.getAttribute('aria-invalid')).toBe('true');
      expect(await dialog.getByLabel('Pourquoi, comment ?').inputValue()).toBe('Le soir.');

      await page.keyboard.type(' lire ensemble');
      await page.keyboard.press('Enter');
      const second = page.getByRole('dialog', { name: 'Idées proches' });
      await second.locator(':focus', { hasNotText: 'Fermer' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByText('Votre idée porte le numéro #2256').first().waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await focusOf(page)).toBe('composer');
      expect(stand.box.of('submit').map(({ values }) => values)).toMatchObject([
        { title: 'a', body: 'Le soir.', lab: 'bretagne', follow: 'yes' },
        { title: 'a lire ensemble', body: 'Le soir.' },
        { choice: '1980' },
      ]);
    });

    test.each<[string, (page: Page) => Promise<void>]>([
      ['Escape', (page) => page.keyboard.press('Escape')],
      ['"Fermer" by key', (page) => tabTo(page, CLOSE, 'Shift+Tab').then(() => page.keyboard.press('Enter'))],
      ['"Fermer" by mouse', (page) => page.getByRole('button', CLOSE).click()],
      [
        'leaving what was typed',
        async (page) => {
          await page.keyboard.type('Une idée');
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: 'Fermer sans envoyer' }).click();
        },
      ],
      [
        'the submit of its last step',
        async (page) => {
          await page.keyboard.type('Une idée');
          await page.keyboard.press('Enter');
          const second = page.getByRole('dialog', { name: 'Idées proches' });
          await second.locator(':focus', { hasNotText: 'Fermer' }).waitFor();
          await page.keyboard.press('Enter');
        },
      ],
    ])('after a form closed by %s one types on in the message box', async (_, close) => {
      const page = await visit('?as=camille#labo-bretagne');
      await box(page).focus();
      await page.keyboard.type('/idee ');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Nouvelle idée' }).locator('#field-title:focus').waitFor();
      await close(page);
      await typesOn(page);
    });

    test('a vote is given by button and by reaction', async () => {
      const posted = await stand.adapter.send(BRETAGNE, CARD, 'card');
      await stand.adapter.seed?.(posted, ['👍']);
      const page = await visit('?as=camille#labo-bretagne');
      await page.getByText('Prêter les outils').first().waitFor();
      await tabTo(page, { role: 'button', name: 'Pour, idée 2256' });
      await page.keyboard.press('Enter');
      await page.getByText('Votre voix est comptée').first().waitFor();

      await tabTo(page, { role: 'button', name: /pouce levé/ }, 'Shift+Tab');
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'pouce levé, Camille Le Goff', pressed: true }).waitFor();

      await tabTo(page, { role: 'button', name: /^Réagir/ });
      await page.keyboard.press('Enter');
      await tabTo(page, { role: 'button', name: 'ampoule' });
      await page.keyboard.press('Escape');
      expect(await page.getByRole('group', { name: 'Réagir avec' }).count()).toBe(0);
      await page.keyboard.press('Enter');
      await tabTo(page, { role: 'button', name: 'ampoule' });
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'ampoule, Camille Le Goff', pressed: true }).waitFor();
      expect(stand.box.of('mark').map(({ emoji }) => emoji)).toEqual(['👍', '💡']);
    });

    test('one changes channel and becomes somebody else', async () => {
      const page = await visit('?as=camille#general');
      await tabTo(page, { role: 'link', name: /labo-rh/ });
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '#labo-rh' }).waitFor();
      await tabTo(page, { role: 'combobox', name: 'Vous êtes' }, 'Shift+Tab');
      await page.keyboard.type('Yann');
      await page.keyboard.press('Enter');
      // The private channel does not exist for them.
      await page.getByRole('heading', { level: 1, name: '#general' }).waitFor();
      expect(await page.getByRole('link', { name: /labo-rh/ }).count()).toBe(0);
      expect(new URL(page.url()).search).toBe('?as=yann');
    });
  });

  describe('live', () => {
    test('what one says, another sees and hears; elsewhere it counts as unread', async () => {
      const [camille, yann] = [await visit('?as=camille#general'), await visit('?as=yann#labo-bretagne')];
      await box(camille).fill('Bonjour Yann');
      await camille.keyboard.press('Enter');
      await yann.getByRole('link', { name: /general.*1 message non lu/ }).click();
      await yann.locator('.message', { hasText: 'Bonjour Yann' }).waitFor();
      await yann.getByRole('link', { name: /general$/ }).waitFor();

      await box(yann).fill('Bonjour Camille');
      await yann.keyboard.press('Enter');
      await camille.locator('.message', { hasText: 'Bonjour Camille' }).waitFor();
      const heard = camille.locator('[aria-live=polite]', { hasText: 'Yann Kervella: Bonjour Camille' });
      expect(await heard.locator('[lang=fr-FR]').count()).toBe(1);
    });

    test('a card is repainted in place', async () => {
      const posted = await stand.adapter.send(BRETAGNE, CARD, 'card');
      const page = await visit('?as=yann#labo-bretagne');
      await page.getByText('Prêter les outils').first().waitFor();
      await stand.adapter.update?.(posted, {
        ...CARD,
        blocks: [{ kind: 'heading', text: ['#2256 · retirée'] }],
      });
      await page.getByText('#2256 · retirée').waitFor();
      expect(await page.locator('.message').count()).toBe(1);
      // It would read as an edited idea; the card itself says when one is.
      expect(await page.locator('.byline').textContent()).not.toContain('modifié');
    });

    test('a link to a message far back brings it into view', async () => {
      const first = await stand.adapter.send(GENERAL, CARD, 'first');
      for (let n = 0; n < 130; n += 1) {
        const text = `n° ${n}`;
        const message = {
          lang: 'fr' as const,
          summary: text,
          blocks: [{ kind: 'text' as const, text: [text] }],
        };
        await stand.adapter.send(GENERAL, message, text);
      }
      const page = await visit(`?as=yann#general/${first.message}`);
      await page.locator(`#message-${first.message}`).waitFor();
      await page.getByRole('button', { name: 'Aller aux plus récents' }).click();
      expect(await last(page).textContent()).toContain('n° 129');
    });
  });

  describe('when something fails', () => {
    test('a form keeps what was typed, and can be sent again', async () => {
      const page = await visit('?as=camille#general');
      await box(page).fill('/idee Prêter les outils');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await page.route('**/api/submit', (route) => route.abort());
      await dialog.getByRole('button', { name: 'Déposer' }).click();
      await dialog.getByText('Votre texte est gardé').waitFor();
      expect(await dialog.getByLabel("L'idée en une phrase").inputValue()).toBe('Prêter les outils');
      await page.unroute('**/api/submit');
      await dialog.getByRole('button', { name: 'Déposer' }).click();
      await page.getByRole('dialog', { name: 'Idées proches' }).waitFor();
    });

    test('a message keeps its text', async () => {
      const page = await visit('?as=camille#general');
      await page.route('**/api/messages', (route) => route.abort());
      await box(page).fill('Bonjour');
      await page.keyboard.press('Enter');
      await page.getByText('Votre texte est gardé').waitFor();
      expect(await box(page).inputValue()).toBe('Bonjour');
    });

    test('a slow box says so in the form, whose outcome follows', async () => {
      const page = await visit('?as=camille#general');
      await box(page).fill('/idee Prêter les outils');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      stand.box.hold();
      await page.getByRole('button', { name: 'Déposer' }).click();
      while (stand.box.of('submit').length === 0) await page.evaluate(() => 0);
      await stand.context.clock.advance(2000);
      await page.getByRole('dialog').getByText(stand.context.words().stillRecording).waitFor();
      stand.box.release();
      await page.getByRole('dialog', { name: 'Idées proches' }).waitFor();
    });

    test('Escape does not throw away what was typed', async () => {
      const page = await visit('?as=camille#general');
      await box(page).fill('/idee');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Nouvelle idée' });
      await dialog.waitFor();
      await page.keyboard.type('Une idée');
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').waitFor();
      await page.keyboard.press('Enter');
      expect(await dialog.getByLabel("L'idée en une phrase").inputValue()).toBe('Une idée');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Fermer sans envoyer' }).click();
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });

  test('nothing typed is cut: a counter says how much is too much', async () => {
    const page = await visit('?as=camille#general');
    await box(page).fill('/idee Prêter');
    await page.keyboard.press('Enter');
    const title = page.getByLabel("L'idée en une phrase");
    await title.fill('💡'.repeat(151));
    await page.getByText('1 signe de trop').waitFor();
    expect((await title.inputValue()).length).toBe(302);
  });

  describe('accessibility', () => {
    async function violations(page: Page): Promise<string[]> {
      const { violations: found } = await new AxeBuilder({ page }).analyze();
      return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    }

    describe.each(['fr-FR', 'en-GB'])('in %s', (locale) => {
      test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
        const posted = await stand.adapter.send(BRETAGNE, DIGEST, 'digest');
        await stand.adapter.seed?.(posted, ['1️⃣', '2️⃣']);
        await stand.adapter.send(BRETAGNE, CARD, 'card');
        await stand.adapter.whisper?.(BRETAGNE, person('camille'), CARD);
        await stand.adapter.send(GENERAL, CARD, 'elsewhere');
        await stand.does('/local/api/messages', { as: 'jo', channel: 'labo-bretagne', text: 'Hello' });

        const page = await visit('?as=camille#labo-bretagne', { locale, colorScheme });
        await page.locator('.message', { hasText: 'Hello' }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
        expect(await page.locator('.said').getAttribute('lang')).toBe('en');
        expect(await violations(page)).toEqual([]);

        await page.locator('.reaction-opener').first().click();
        const area = page.locator('#composer');
        await area.fill('/idee ');
        await area.press('ArrowDown');
        expect(await violations(page)).toEqual([]);

        await area.fill('/idee a');
        await area.press('Escape');
        await area.press('Enter');
        await page.getByRole('dialog').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.getByRole('button', { name: 'Déposer' }).click();
        await page.getByText("Il manque l'idée").waitFor();
        // The focus goes there a moment after the text has appeared.
        await page.locator('#field-title:focus').waitFor();
        await page.keyboard.type('bc');
        await page.keyboard.press('Escape');
        await page.getByRole('alertdialog').waitFor();
        expect(await violations(page)).toEqual([]);
      });
    });

    test('a phone shows it all without scrolling sideways, and axe finds nothing', async () => {
      await stand.adapter.send(BRETAGNE, DIGEST, 'digest');
      const page = await visit('?as=camille#labo-bretagne', { viewport: { width: 320, height: 640 } });
      await page.locator('.message').waitFor();
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(320);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Ouvrir la liste des canaux' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('navigation').count()).toBe(0);
    });
  });
});
