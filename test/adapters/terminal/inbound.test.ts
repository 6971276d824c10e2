import { afterEach, describe, expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import { openTerminal } from './screen.ts';

let terminal: Awaited<ReturnType<typeof openTerminal>>;

afterEach(() => terminal.close());

const commands = () => terminal.box.of('command').map(({ text }) => text.join(''));

describe('a line on the terminal', () => {
  test.each(['/idee top', '/idée top', '/IDEE  top', '  /idee top'])('calls the box: %s', async (line) => {
    terminal = await openTerminal();
    await terminal.type(line);
    expect(commands()).toEqual(['top']);
  });

  test.each(['bonjour', '/ideefixe', 'une /idee'])('gets a hint where it does not: %s', async (line) => {
    terminal = await openTerminal();
    await terminal.type(line, '   ', '');
    expect(commands()).toEqual([]);
    expect(terminal.written).toEqual([expect.stringContaining('/idee aide')]);
  });

  test('says the hint in the language of the shell, and passes it on', async () => {
    terminal = await openTerminal('en-GB');
    await terminal.type('hello', '/idee top');
    expect(terminal.written).toEqual([expect.stringContaining('/idee help')]);
    expect(terminal.box.of('command')[0]?.locale).toBe('en-GB');
  });

  test('waits for the answer to the one before, two seconds at most', async () => {
    terminal = await openTerminal();
    terminal.box.hold();
    await terminal.type('/idee Prêter les outils', '/idee oui');
    expect(commands()).toEqual(['Prêter les outils']);
    await terminal.context.clock.advance(2_000);
    await turns();
    expect(commands()).toEqual(['Prêter les outils', 'oui']);
  });

  test('read before the end is still answered', async () => {
    terminal = await openTerminal();
    terminal.box.answer({ kind: 'private', message: note('Voici.') });
    await terminal.type('/idee top', '/idee mes', '/idee moi');
    await terminal.adapter.stop();
    expect(terminal.written).toHaveLength(3);
  });

  test('answered by a form, which no router should do here, is told to try again', async () => {
    terminal = await openTerminal();
    terminal.box.answer({ kind: 'invalid', fields: {} });
    await terminal.type('/idee top');
    expect(terminal.written.join('')).toContain(terminal.context.words().tryAgain);
  });
});

describe('a terminal whose window was closed', () => {
  test('fails sends for good, and loses answers quietly', async () => {
    terminal = await openTerminal();
    terminal.breakPipe();
    const here = { platform: 'terminal', realm: 'terminal', channel: 'console' };
    await expect(terminal.adapter.send(here, note('Perdu'), 'k')).rejects.toMatchObject({
      failure: { permanent: 'gone' },
    });
    terminal.box.answer({ kind: 'private', message: note('Perdu aussi') });
    await terminal.type('/idee top', '/idee mes');
    await terminal.adapter.stop();
    expect(commands()).toEqual(['top', 'mes']);
  });
});
