import type { APIRoute } from 'astro';
import { placeChoices } from '../content/subscribe-choices.ts';

/** The served counties and townships, for forms that let one choose: fetched once, kept offline, in no page twice. */
export const GET: APIRoute = () => Response.json(placeChoices());
