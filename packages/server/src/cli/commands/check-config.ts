import { configProblems } from '../../config/index.ts';
import type { Command } from './command.types.ts';
import { readText, wordOf } from './sources.ts';

/** `callstation config check FILE`: everything that is wrong, a line each. */
export const checkConfig: Command = async (args, { say }) => {
  const path = wordOf(args, 'file');
  const problems = configProblems(readText(path), path);
  for (const problem of problems) say(problem);
  if (problems.length === 0) say(`${path} is well.`);
  return problems.length === 0 ? 0 : 1;
};
