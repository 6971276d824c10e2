import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { type Json, type JsonObject, objectOf } from '../../shared/json.ts';
import { EXCEPTIONS } from './exceptions.ts';

/** Laid beside a checkout by whoever has it; the fake works without it. */
const SPECIFICATION = new URL('../../../../../shared/specs/mattermost-v4.openapi.json', import.meta.url);

/** A route in the specification's words. */
interface Named {
  readonly method: string;
  /** Without /api/v4. */
  readonly path: string;
}

/** Requests and answers held against Mattermost's published specification (OpenAPI 3.0). */
export class SpecChecks {
  readonly #spec: JsonObject;
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction | null>();

  private constructor(spec: JsonObject) {
    this.#spec = spec;
    this.#ajv.addSchema(spec, 'spec');
  }

  /** Null where the specification is not there. */
  static load(): SpecChecks | null {
    if (!existsSync(SPECIFICATION)) return null;
    const spec = objectOf(JSON.parse(readFileSync(SPECIFICATION, 'utf8'))) ?? {};
    for (const { at, says } of EXCEPTIONS) amend(spec, at, says);
    return new SpecChecks(spec);
  }

  /** What is wrong with a request's body; the specification says nothing of some. */
  ofRequest({ method, path }: Named, body: Json | undefined): string[] {
    const at = [
      'paths',
      `/api/v4${path}`,
      method.toLowerCase(),
      'requestBody',
      'content',
      'application/json',
    ];
    return this.#problems([...at, 'schema'], body ?? null);
  }

  /** What is wrong with an answer; a route or status the specification does not have is not judged. */
  ofAnswer({ method, path }: Named, status: number, body: Json): string[] {
    const at = ['paths', `/api/v4${path}`, method.toLowerCase(), 'responses', String(status)];
    const { $ref } = objectOf(found(this.#spec, at)) ?? {};
    const response = typeof $ref === 'string' ? $ref.slice(2).split('/') : at;
    return this.#problems([...response, 'content', 'application/json', 'schema'], body);
  }

  #problems(at: readonly string[], value: Json): string[] {
    const pointer = at.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    let validate = this.#compiled.get(pointer);
    if (validate === undefined) {
      const known = objectOf(found(this.#spec, at)) !== null;
      validate = known ? this.#ajv.compile({ $ref: `spec#/${encodeURI(pointer)}` }) : null;
      this.#compiled.set(pointer, validate);
    }
    if (!validate || validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  }
}

function found(from: JsonObject, at: readonly string[]): Json | undefined {
  return at.reduce<Json | undefined>((value, part) => objectOf(value)?.[part], from);
}

/** Writes what the server does over what the specification says. */
function amend(spec: JsonObject, at: readonly string[], says: JsonObject): void {
  const parent = objectOf(found(spec, at.slice(0, -1)));
  const last = at.at(-1);
  if (!parent || last === undefined) throw new Error(`the specification has no ${at.join('/')}`);
  parent[last] = says;
}
