import { expect, test } from 'vitest';
import { schemaText, type Schema } from './schema-text.ts';

test.each<[Schema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'string', nullable: true }, 'string | null'],
  [{ const: 7 }, '7'],
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{ $ref: '#/components/schemas/Engagement' }, 'Engagement'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] }, 'string | number'],
  [{ allOf: [{ $ref: '#/a/A' }, { $ref: '#/a/B' }] }, 'A & B'],
  [{ type: 'array', items: { enum: [1, 2] } }, '(1 | 2)[]'],
  [{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, '[number, string]'],
  [{}, 'unknown'],
  [{ type: 'object' }, '{}'],
])('%j reads %s', (schema, text) => {
  expect(schemaText(schema)).toBe(text);
});

test('an object has a line for each property, optional ones marked, however deep', () => {
  const person: Schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name'],
  };
  expect(schemaText({ type: 'object', properties: { people: { type: 'array', items: person } } })).toBe(
    '{\n  people?: {\n    name: string\n    age?: integer\n  }[]\n}',
  );
  expect(schemaText({ type: 'object', additionalProperties: { type: 'number' } })).toBe(
    '{\n  [name: string]: number\n}',
  );
});

test('a schema that goes on for ever has an end', () => {
  const properties: Record<string, Schema> = {};
  const endless: Schema = { type: 'object', properties };
  properties['more'] = endless;
  expect(schemaText(endless)).toContain('{ … }');
});
