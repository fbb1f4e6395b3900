// Holds the parameters of a request against the OpenAPI document: what it does not describe is refused by name.
import { z } from 'zod';
import { type ApiPath, apiParameters } from './openapi.ts';

export type WrongParameter = { parameter: string; detail: string };

type Parameter = ReturnType<typeof apiParameters>[number];

/** The first parameter that is unknown, given twice although it is no list, or outside of its schema; null if none is. */
export function findWrongParameter(path: ApiPath, search: URLSearchParams): WrongParameter | null {
  const known = new Map(apiParameters(path).map((parameter) => [parameter.name, parameter]));
  for (const name of new Set(search.keys())) {
    const parameter = known.get(name);
    const detail = parameter ? whyWrong(parameter, search.getAll(name)) : 'is not a parameter of this address';
    if (detail) return { parameter: name, detail: `${name} ${detail}` };
  }
  return null;
}

function whyWrong({ schema }: Parameter, values: string[]): string | null {
  const isList = schema.type === 'array';
  if (!isList && values.length > 1) return 'may be given once';
  const value = isList ? values : typedValue(schema.type, values[0] ?? '');
  return readerOf(schema).safeParse(value).success ? null : 'has no possible value';
}

const readers = new WeakMap<Parameter['schema'], z.ZodType>();

/** Each schema of the document is read once: to read them all takes a millisecond of every request. */
function readerOf(schema: Parameter['schema']): z.ZodType {
  const reader = readers.get(schema) ?? z.fromJSONSchema(schema);
  readers.set(schema, reader);
  return reader;
}

const flags = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** The value as JSON has it; text stays text, so that the schema refuses it where it asks for something else. */
function typedValue(type: unknown, text: string): string | number | boolean {
  if (type === 'boolean') return flags.get(text) ?? text;
  if (type !== 'number' && type !== 'integer') return text;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
