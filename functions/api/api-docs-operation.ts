import type { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { problemShape } from './api-docs-shapes.ts';
import type { Tag } from './api-docs-tags.ts';
export interface Answer {
  schema: z.ZodType;
  example: unknown;
}

export const problems = (...statuses: readonly number[]): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: '没有办成，见 word 和 title',
        content: { 'application/problem+json': { schema: problemShape } },
      },
    ]),
  );

/** An operation that answers JSON. */
export function json(
  tag: Tag,
  summary: string,
  answer: Answer,
  more: Omit<ZodOpenApiOperationObject, 'responses'> & { status?: number; refuses?: readonly number[] } = {},
): ZodOpenApiOperationObject {
  const { status = 200, refuses = [], ...rest } = more;
  const content = { 'application/json': { schema: answer.schema, example: answer.example } };
  return {
    tags: [tag],
    summary,
    ...rest,
    responses: { [String(status)]: { description: '成功', content }, ...problems(...refuses, 503) },
  } as ZodOpenApiOperationObject;
}

/** An operation that answers a document of another kind. */
export const document = (
  tag: Tag,
  summary: string,
  mediaType: string,
  more: Omit<ZodOpenApiOperationObject, 'responses'> = {},
): ZodOpenApiOperationObject => ({
  tags: [tag],
  summary,
  ...more,
  responses: { '200': { description: '成功', content: { [mediaType]: {} } }, ...problems(404, 503) },
});

export const taking = (
  mediaType: string,
  schema: z.ZodType,
  example?: unknown,
): Pick<ZodOpenApiOperationObject, 'requestBody'> => ({
  requestBody: {
    required: true,
    content: { [mediaType]: { schema, ...(example === undefined ? {} : { example }) } },
  },
});
