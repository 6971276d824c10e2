import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { BoxProcess } from '../e2e/box-process.ts';
import { withChromium } from './chromium.ts';

/** A page that answers later than this has a fault, milliseconds. */
const PATIENCE_MS = 10_000;
/** Where the README's pictures go, when asked for: `SCREENSHOTS=docs/screenshots npm test -- newcomer`. */
const SCREENSHOTS = process.env.SCREENSHOTS;

withChromium((browser) => {
  let dir: string;
  let box: BoxProcess;
  let url: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'box-newcomer-'));
    box = new BoxProcess(dir);
    url = await box.ready();
  });
  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
    await box.end();
    await rm(dir, { recursive: true, force: true });
  });

  async function visit(
    as: string,
    channel = 'labo-bretagne',
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const context = await browser().newContext({
      locale: 'fr-FR',
      viewport: { width: 1200, height: 840 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(`${url}/local/?as=${as}#${channel}`);
    await page.locator('#composer').waitFor();
    return page;
  }

  async function type(page: Page, text: string): Promise<void> {
    await page.locator('#composer').fill(text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }

  const card = (page: Page, title: string): Locator =>
    page
      .locator('.message', { hasText: title })
      .filter({ has: page.getByRole('button', { name: /^En savoir plus/ }) })
      .first();

  async function picture(page: Page, name: string): Promise<void> {
    if (!SCREENSHOTS) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  test('a newcomer files, votes, decides, undoes, publishes, and finds it all after a restart', async () => {
    const anais = await visit('anais');
    await type(anais, '/idee Prêter les outils du labo après 18 h');
    const dialog = anais.getByRole('dialog', { name: 'Nouvelle idée' });
    await dialog
      .getByLabel('Pourquoi, comment ?')
      .fill("Ouvrir l'atelier le soir, avec une personne référente.");
    expect(await dialog.getByLabel("L'idée en une phrase").inputValue()).toBe(
      'Prêter les outils du labo après 18 h',
    );
    await picture(anais, 'form');
    await dialog.getByRole('button', { name: 'Déposer' }).click();
    await anais
      .getByText(/Votre idée porte le numéro #\d+/)
      .first()
      .waitFor();
    const mine = card(anais, 'Prêter les outils du labo après 18 h');
    await mine.getByText('👍 1 pour').waitFor();
    const number = /#(\d+)/.exec((await mine.textContent()) ?? '')?.[1];

    // By button as one person, by reaction as another: the card is repainted before everybody's eyes.
    const thomas = await visit('thomas');
    await card(thomas, 'Prêter les outils')
      .getByRole('button', { name: `Pour, idée ${number}` })
      .click();
    await thomas.getByText("C'est compté").first().waitFor();
    await mine.getByText('👍 2 pour').waitFor();
    const malika = await visit('malika');
    await card(malika, 'Prêter les outils')
      .getByRole('button', { name: /pouce levé/ })
      .click();
    await mine.getByText('👍 3 pour').waitFor();
    await card(malika, 'Prêter les outils')
      .getByRole('button', { name: /pouce levé/ })
      .click();
    await mine.getByText('👍 2 pour').waitFor();

    // The facilitator answers, then changes their mind.
    const yann = await visit('yann');
    await type(yann, `/idee repondre #${number} retenue On essaie dès janvier.`);
    const answer = yann.getByRole('dialog', { name: `Répondre #${number}` });
    await answer.getByRole('button', { name: 'Répondre' }).click();
    await mine.getByText('On essaie dès janvier').waitFor();
    await mine.getByText(/· retenue/).waitFor();
    await yann.getByRole('button', { name: 'Annuler (2 min)' }).last().click();
    await mine.getByText(/· nouvelle/).waitFor();
    expect(await mine.getByText('On essaie dès janvier').count()).toBe(0);
    await picture(anais, 'channel');

    await type(yann, '/idee digest envoyer');
    const digest = anais.locator('.message', { hasText: '📬' }).last();
    await digest.getByText('Les plus soutenues de la semaine').waitFor();
    await digest.getByRole('button', { name: /^Pour/ }).first().waitFor();
    await digest.scrollIntoViewIfNeeded();
    await picture(anais, 'digest');
    await type(yann, '/idee digest envoyer');
    await yann.getByText('a déjà paru').first().waitFor();

    box.signal('SIGTERM');
    expect(await box.ended()).toBe(0);
    box = new BoxProcess(dir);
    url = await box.ready();
    const again = await visit('anais');
    await card(again, 'Prêter les outils du labo après 18 h').getByText('👍 2 pour').waitFor();
    await again.locator('.message', { hasText: '📬' }).first().waitFor();
    await picture(await visit('malika', 'labo-numerique', { colorScheme: 'dark', locale: 'en-GB' }), 'dark');
  }, 90_000);
});
