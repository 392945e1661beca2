/** JSON Schema as OpenAPI 3 carries it, as far as it is read here; anything may be missing. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly nullable?: boolean;
}

/** Deeper than this nobody reads, and a schema that holds itself would have no end. */
const deepest = 6;

/** A schema as TypeScript would write it, which whoever programs against an API reads at a glance. */
export function schemaText(schema: Schema, depth = 0): string {
  const text = plainText(schema, depth);
  return schema.nullable === true ? `${text} | null` : text;
}

function plainText(schema: Schema, depth: number): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return alternatives(schema.enum.map((value) => JSON.stringify(value)));
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return alternatives(several.map((one) => schemaText(one, depth)));
  return schema.allOf
    ? schema.allOf.map((one) => schemaText(one, depth)).join(' & ')
    : typedText(schema, depth);
}

function typedText(schema: Schema, depth: number): string {
  const { type } = schema;
  if (typeof type === 'object')
    return alternatives(type.map((one) => plainText({ ...schema, type: one }, depth)));
  if (type === 'array') return listText(schema, depth);
  if (type === 'object' || schema.properties) return objectText(schema, depth);
  if (type === undefined) return 'unknown';
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

const alternatives = (texts: readonly string[]): string => [...new Set(texts)].join(' | ');

function listText({ items, prefixItems }: Schema, depth: number): string {
  if (prefixItems) return `[${prefixItems.map((item) => schemaText(item, depth)).join(', ')}]`;
  const text = items ? schemaText(items, depth) : 'unknown';
  return /[|&]/.test(text.replaceAll(/\{[\s\S]*\}/g, '')) ? `(${text})[]` : `${text}[]`;
}

function objectText({ properties, required, additionalProperties }: Schema, depth: number): string {
  const entries = Object.entries(properties ?? {});
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (entries.length === 0 && !others) return '{}';
  if (depth >= deepest) return '{ … }';
  const indent = '  '.repeat(depth + 1);
  const lines = entries.map(([name, value]) => {
    const isOptional = required?.includes(name) !== true;
    return `${indent}${name}${isOptional ? '?' : ''}: ${schemaText(value, depth + 1)}`;
  });
  if (others) lines.push(`${indent}[name: string]: ${schemaText(others, depth + 1)}`);
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}
