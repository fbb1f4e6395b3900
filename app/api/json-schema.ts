// The pieces of JSON Schema that the API's description is made of.

export type Schema = Record<string, unknown>;

export const string = { type: 'string' };
export const integer = { type: 'integer' };
export const number = { type: 'number' };
export const boolean = { type: 'boolean' };
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const enumOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
/** Every property is required and no other is allowed, so a response that drifts fails the test. */
export const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
export const counts = { type: 'object', additionalProperties: integer };

export type ApiParameter = { name: string; in: string; required?: boolean; schema: Schema; description?: string };
export const queryParameter = (name: string, schema: Schema, description: string): ApiParameter => ({
  name,
  in: 'query',
  schema,
  description,
});
