import { type JsonObject, objectOf, parseJson } from '../../shared/json.ts';

/**
 * The arguments of a Web API call: from the address, and from a form or JSON body (Slack docs: "Using the Slack Web
 * API"). A string is Slack's error for a body it does not read.
 */
export function argumentsOf(query: URLSearchParams, type: string, body: string): JsonObject | string {
  const fromQuery = Object.fromEntries(query);
  if (body === '') return fromQuery;
  if (type.startsWith('application/json')) {
    const json = parseJson(body);
    if (json === undefined) return 'invalid_json';
    const object = objectOf(json);
    return object ? { ...fromQuery, ...object } : 'json_not_object';
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  return type === '' ? 'missing_post_type' : 'invalid_post_type';
}

/** The bytes of an uploaded file: the body, or the first part of a multipart one. */
export function uploadedBytes(type: string, body: Buffer): Buffer {
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(type) ?? [];
  if (boundary === undefined) return body;
  const from = body.indexOf('\r\n\r\n') + 4;
  const to = body.indexOf(`\r\n--${boundary}`, from);
  return body.subarray(from, to < 0 ? undefined : to);
}
