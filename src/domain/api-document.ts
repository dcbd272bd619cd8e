/** So much of a JSON schema as a page about it reads. */
export interface ApiSchema {
  $ref?: string;
  type?: string | readonly string[];
  description?: string;
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Readonly<Record<string, ApiSchema>>;
  required?: readonly string[];
  items?: ApiSchema;
  anyOf?: readonly ApiSchema[];
}

export interface ApiContent {
  schema?: ApiSchema;
  example?: unknown;
}

export interface ApiOperation {
  tags?: readonly string[];
  summary?: string;
  parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: ApiSchema;
  }[];
  requestBody?: { content: Readonly<Record<string, ApiContent>> };
  responses: Readonly<
    Record<string, { description?: string; content?: Readonly<Record<string, ApiContent>> }>
  >;
}

/** So much of an OpenAPI 3.1 document as a page about it reads. */
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  tags?: readonly { name: string; description?: string }[];
  paths: Readonly<Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', ApiOperation>>>>>;
  components?: { schemas?: Readonly<Record<string, ApiSchema>> };
}

export interface ApiField {
  /** `alerts[].regions[]` */
  path: string;
  type: string;
  description: string;
  isRequired: boolean;
}

/** Every field of a schema, outer before inner, for a table. `seen` keeps a schema that holds itself from going on for ever. */
export function apiFields(
  document: ApiDocument,
  schema: ApiSchema,
  path = '',
  seen: readonly string[] = [],
): ApiField[] {
  const { $ref } = schema;
  const name = $ref?.replace('#/components/schemas/', '');
  if (name !== undefined) {
    const named = document.components?.schemas?.[name];
    return named === undefined || seen.includes(name)
      ? []
      : apiFields(document, named, path, [...seen, name]);
  }
  if (schema.items !== undefined) return apiFields(document, schema.items, `${path}[]`, seen);
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((one) => apiFields(document, one, path, seen));
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const own = path === '' ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) === true;
    const field = {
      path: own,
      type: typeOf(document, value),
      description: value.description ?? '',
      isRequired,
    };
    return [field, ...apiFields(document, value, own, seen)];
  });
}

/** The type in words for people: 文字, 数, 是否, or the words it may be. */
export function typeOf(document: ApiDocument, schema: ApiSchema): string {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.anyOf !== undefined)
    return [...new Set(schema.anyOf.map((one) => typeOf(document, one)))].join(' | ');
  if (schema.items !== undefined) return `${typeOf(document, schema.items)} 的列表`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => TYPES[type] ?? type).join(' | ') || '任意';
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  integer: '整数',
  boolean: '是否',
  object: '对象',
  array: '列表',
  null: 'null',
};
