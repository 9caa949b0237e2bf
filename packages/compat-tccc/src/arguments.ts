import { CallstationError } from '@callstation/core';

/** What somebody passed, of whatever type. */
export type Given = Readonly<Record<string, unknown>>;

/** The one options object. Throws `invalidArgument` where it is none. */
export function optionsOf(given: unknown): Given {
  if (typeof given !== 'object' || given === null) throw wrong('The argument must be an object of options.');
  return given as Given;
}

/** A text that must be there. */
export function text(options: Given, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value.trim() === '') throw wrong(`${name} must be a text that is not empty.`, name);
  return value;
}

/** A text that may be left out; empty is left out. */
export function optionalText(options: Given, name: string): string | undefined {
  const value = options[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw wrong(`${name} must be a text.`, name);
  return value;
}

/** A list of texts that may be left out. */
export function optionalTexts(options: Given, name: string): string[] | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    throw wrong(`${name} must be a list of texts.`, name);
  }
  return value as string[];
}

/** An error about an argument. */
export function wrong(message: string, field?: string): CallstationError {
  return new CallstationError('invalidArgument', message, field === undefined ? {} : { data: { field } });
}
