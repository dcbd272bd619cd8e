import type { DrillPreview, Drill, DrillRecord } from '../../src/domain/drill.ts';
import type { FieldProblem } from '../../src/domain/alert-desk.ts';
import type { AlertPart } from '../../src/domain/alert.ts';
import { drillPayload } from '../../src/domain/drill-payload.ts';
import { checkDrill, publicDrill } from '../../src/domain/drill-rules.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { composeParts } from './compose-parts.ts';
import type { DeskRefusal } from './desk-deps.ts';
import type { DrillDeps } from './drill-deps.ts';

/** A drill as it would be: its parts, every text, and every reason why it may not be scheduled. */
export interface Judged {
  parts: readonly AlertPart[];
  problems: readonly FieldProblem[];
  mouths: DrillPreview['mouths'];
  disagreement: DeskRefusal | null;
}

export function judgeDrill(deps: DrillDeps, member: StaffMember, record: DrillRecord, now: Instant): Judged {
  const { form, startAt, endAt } = record;
  const timed = { ...form, onsetAt: startAt, expiresAt: endAt };
  const composed = composeParts(deps.places, timed, 'drill', member, startAt ?? now);
  const problems = [...checkDrill(form, startAt, endAt, now), ...composed.problems];
  if (form.source !== '' && !deps.settings.offices.includes(form.source))
    problems.push({
      path: 'source',
      word: 'source-not-own',
      message: `不能以“${form.source}”的名义发布。`,
    });
  const outside = problems.find(({ word }) => word === 'region-outside-tree');
  const sorted = outside === undefined ? problems : [outside, ...problems.filter((one) => one !== outside)];
  const drill = publicDrill({ ...record, state: 'scheduled', startAt: startAt ?? now }, composed.parts);
  if (drill === null || drill.parts.length === 0)
    return { parts: composed.parts, problems: sorted, mouths: [], disagreement: null };
  const { mouths, disagreements } = deps.mouths(drill, languagesOf(drill), now);
  const [clash] = disagreements;
  return {
    parts: composed.parts,
    problems: sorted,
    mouths: [pushMouth(deps, drill), ...mouths],
    disagreement:
      clash === undefined
        ? null
        : {
            ...failed(
              'mouths-disagree',
              `${clash.mouth}.${clash.fact}`,
              `${clash.expected} / ${clash.found}`,
            ),
            disagreements,
          },
  };
}

function pushMouth(deps: DrillDeps, drill: Drill): DrillPreview['mouths'][number] {
  const { title, body } = drillPayload(drill, 'start', deps.publicUrl).notification;
  return { mouth: 'push', language: 'zh-CN', mediaType: 'text/plain', text: `${title}\n${body}` };
}

function languagesOf(drill: Drill): string[] {
  return [...new Set(drill.parts.flatMap(({ bulletins }) => bulletins.map(({ language }) => language)))];
}
