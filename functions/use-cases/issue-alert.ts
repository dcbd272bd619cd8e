import { z } from 'zod';
import type { AlertPart } from '../../src/domain/alert.ts';
import { alertTitle } from '../../src/domain/bulletin-view.ts';
import { toCapTime, toInstant, wholeSecond } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode } from '../../src/domain/region.ts';
import { severityOfLevel } from '../../src/domain/severity.ts';
import { isServed, type Accepted, type AlertDeps } from './alert-deps.ts';
import { shortLine } from './form-line.ts';
import { isMeteorologicalHazard, namesMeteorologicalSignal } from './meteorological.ts';
import { publishRevision } from './publish-revision.ts';

/** What an officer decides. Times with an offset; regions as division codes. */
export const alertForm = z.strictObject({
  hazard: shortLine(40),
  level: z.enum(['red', 'orange', 'yellow', 'blue']),
  regions: z.array(z.string().trim().min(1).max(20)).min(1).max(500),
  source: shortLine(60),
  headline: shortLine(200).optional(),
  description: z.string().trim().max(4000).default(''),
  instruction: z.string().trim().max(4000).default(''),
  expires: z.iso.datetime({ offset: true }),
});
export type AlertForm = z.infer<typeof alertForm>;

/** Issues this bureau's own alert. A meteorological signal is refused: only 气象台站 may issue one (气象灾害防御条例 art. 30). */
export async function issueAlert(deps: AlertDeps, form: AlertForm): Promise<Result<Accepted>> {
  const part = partOfForm(deps, form);
  if (!part.ok) return part;
  const sentAt = wholeSecond(deps.now());
  return publishRevision(deps, {
    action: 'issue',
    origin: 'issued',
    source: form.source,
    sentAt,
    message: { sender: deps.sender, identifier: `${deps.sender}-${deps.newId()}`, sent: toCapTime(sentAt) },
    references: [],
    parts: [part.value],
    document: { mediaType: 'application/json', body: JSON.stringify(form) },
    previous: null,
    notices: [],
  });
}

/** Turns the officer's form into a part, or says what is wrong with it. */
export function partOfForm(deps: AlertDeps, form: AlertForm): Result<AlertPart> {
  const event = deps.eventCodes.findCode(form.hazard) ?? deps.eventCodes.findHazard(form.hazard);
  const code = event?.code ?? null;
  if (isMeteorologicalHazard(form.hazard, deps.eventCodes))
    return failed('hazard-meteorological', 'hazard', event?.name ?? form.hazard);
  if (form.headline !== undefined && namesMeteorologicalSignal(form.headline, deps.eventCodes))
    return failed('hazard-meteorological', 'headline', form.headline);
  const adcodes: string[] = [];
  for (const region of form.regions) {
    const adcode = normaliseAdcode(region);
    if (adcode === null || deps.gazetteer.find(adcode) === null)
      return failed('region-unknown', 'regions', region);
    if (!isServed(adcode, deps.regions)) return failed('region-not-served', 'regions', region);
    if (!adcodes.includes(adcode)) adcodes.push(adcode);
  }
  const now = deps.now();
  const expiresAt = wholeSecond(toInstant(Date.parse(form.expires)));
  if (expiresAt <= now) return failed('validity-invalid', 'expires', form.expires);
  const name = event?.name ?? form.hazard;
  return ok({
    hazard: { code, name },
    level: form.level,
    severity: severityOfLevel(form.level),
    urgency: 'Expected',
    certainty: 'Likely',
    categories: [event?.category ?? 'Other'],
    responseTypes: [],
    areas: adcodes.map((adcode) => ({
      description: deps.gazetteer.find(adcode)?.name ?? adcode,
      adcodes: [adcode],
      polygons: [],
      circles: [],
    })),
    adcodes,
    effectiveAt: wholeSecond(now),
    onsetAt: null,
    expiresAt,
    bulletins: [
      {
        language: 'zh-CN',
        headline: form.headline ?? `${form.source}发布${alertTitle(name, form.level)}`,
        description: form.description,
        instruction: form.instruction,
        contact: null,
        web: null,
      },
    ],
  });
}
