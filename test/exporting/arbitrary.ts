import fc from 'fast-check';
import { z } from 'zod';
import { KINDS, type Kind, RECORDS, type RecordOf } from '../../src/exporting/records.ts';

/** Years 0 to 9999, which ISO texts have four digits for. */
const instants = fc.integer({ min: Date.UTC(1, 0), max: Date.UTC(9999, 11, 31) });

/** Texts with everything CSV and spreadsheets stumble over. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.array(fc.constantFrom(...'=+-@\t\r\n\'"\\,; aé😀\u2028\uFEFF0')).map((parts) => parts.join('')),
);

function anyValue(type: unknown): fc.Arbitrary<unknown> {
  if (type instanceof z.ZodNullable) return fc.option(anyValue(type.unwrap()), { nil: null });
  if (type instanceof z.ZodCodec) return instants;
  if (type instanceof z.ZodNumber) return fc.maxSafeInteger();
  if (type instanceof z.ZodBoolean) return fc.boolean();
  if (type instanceof z.ZodEnum) return fc.constantFrom(...type.options);
  return texts;
}

/** Any record of any kind, whether it makes sense or not. */
export const anyRecord: fc.Arbitrary<{ kind: Kind; record: RecordOf<Kind> }> = fc
  .constantFrom(...KINDS)
  .chain((kind) => {
    const fields = Object.entries(RECORDS[kind].shape).map(([name, type]) => [name, anyValue(type)]);
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>).map((record) => ({
      kind,
      record: { ...record } as unknown as RecordOf<Kind>,
    }));
  });
