import { kitAdvice as generated } from 'contentlayer/generated';
import type { KitAdvice } from '../domain/kit-item.ts';
import { documentOf } from './generated-documents.ts';
import { kitSchema } from './schemas/kit.ts';

const advice: KitAdvice = documentOf(kitSchema, generated);

/** The whole advice; the page hands it to the island as data, and `kitFor` computes on the device. */
export function kitAdvice(): KitAdvice {
  return advice;
}
