import { type Json, type JsonObject, parseJson, textOf } from '../../shared/json.ts';
import type { Platform } from '../platform.ts';
import type { Install, Workspace } from '../world/workspace.ts';

/** An answer `ok: false` with this error; `more` goes into the answer beside it. */
export class ApiError extends Error {
  readonly code: string;
  readonly more: JsonObject;

  constructor(code: string, more: JsonObject = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** `invalid_arguments` with Slack's explanations. */
export function invalidArguments(...messages: readonly string[]): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** A call that passed the checks every method has. */
export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly platform: Platform;
  readonly install: Install;
  readonly workspace: Workspace;
}

/** What a method does; it throws an ApiError when it cannot. The answer gets its `ok` from the caller. */
export type Method = (call: Call) => JsonObject;

/** Arguments as they came: form fields are strings, JSON bodies bring what JSON can say. */
export class Args {
  readonly raw: JsonObject;

  constructor(raw: JsonObject) {
    this.raw = raw;
  }

  /** Whether it was given and is neither empty nor null. */
  has(name: string): boolean {
    const value = this.raw[name];
    return value !== undefined && value !== null && value !== '';
  }

  /** The argument as a string; '' when absent. */
  text(name: string): string {
    const value = this.raw[name];
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);
  }

  /** true, "true" and "1" are true. */
  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name));
  }

  /** An argument that is JSON, as JSON or in a string; null when absent, undefined when it is no JSON. */
  json(name: string): Json | undefined {
    const value = this.raw[name];
    if (value === undefined || value === null || value === '') return null;
    return typeof value === 'string' ? parseJson(value) : value;
  }

  /** Several values: an array, or a string with commas. */
  list(name: string): string[] {
    const value = this.raw[name];
    if (Array.isArray(value)) return value.map(textOf);
    return this.text(name)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }
}
