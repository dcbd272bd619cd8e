import type { ZodOpenApiOperationObject } from 'zod-openapi';

/** One public route: as the document names it, as it is registered, and what it takes and gives. */
export interface Documented {
  method: 'get' | 'post' | 'delete';
  /** The document's form: `/api/alerts/{id}`. */
  path: `/${string}`;
  /** Hono's form, when it differs; a test compares it with what is really registered. */
  route?: string;
  operation: ZodOpenApiOperationObject;
}

export const TAGS = {
  预警: '现在生效的和过去的预警。气象等预警原文转发，不改级别。',
  订阅源: '给阅读器、日历和其他系统的同一批预警。',
  演练和通告: '和预警分开的两类：演练每段文字都以【演练】开头，通告不是预警。',
  推送订阅: '一台设备想收哪些地方的预警。设备地址只放在请求正文里。',
  回应: '已知晓、我已安全：只记台数，不记是谁。',
  举报: '群众举报隐患。',
  交换: '和邻近地区、上级平台交换预警。',
  公开: '快不快、多少份、来源多久没有消息。',
} as const;
export type Tag = keyof typeof TAGS;
