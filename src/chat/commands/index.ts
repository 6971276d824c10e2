import type { Command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';
import { linkAccount, unlinkThisAccount } from './accounts.ts';
import { answer, undo } from './decide.ts';
import { preview, send } from './digest.ts';
import { link, separate } from './duplicate.ts';
import { helpCommand } from './help.ts';
import {
  bindHere,
  changeTheLab,
  createTheLab,
  nameTheFacilitator,
  removeTheFacilitator,
  unbindHere,
} from './labs.ts';
import { me } from './me.ts';
import { complete, edit, withdraw } from './own.ts';
import { choice, no, yes } from './questions.ts';
import { mine, newest, show, top, waiting } from './read.ts';
import { searchCommand } from './search.ts';
import { takeBack, voteAgainst, voteFor } from './vote.ts';

/**
 * The grammar: every command, declared once, in the order help shows them. Parser, help, completion and
 * documentation read this list.
 */
export const COMMANDS: readonly Command<Turn>[] = [
  searchCommand(() => COMMANDS),
  top,
  newest,
  show,
  voteFor,
  voteAgainst,
  takeBack,
  mine,
  complete,
  edit,
  withdraw,
  me,
  linkAccount,
  unlinkThisAccount,
  helpCommand(() => COMMANDS),
  waiting,
  answer,
  undo,
  link,
  separate,
  preview,
  send,
  bindHere,
  unbindHere,
  nameTheFacilitator,
  removeTheFacilitator,
  changeTheLab,
  createTheLab,
  yes,
  no,
  choice,
];
