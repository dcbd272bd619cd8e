import { ANONYMITIES, TIP_OFF_KINDS } from '../../domain/tip-off.ts';
import { DATUMS } from '../../domain/tip-off-position.ts';
import { EMPTY_REPORT, type Report } from './report-state.ts';
import type { ReportChoices } from './step-props.ts';

/** On a slow line somebody may have begun in the plain form before the script came: those words are kept. */
export function typedBeforeScript({ kinds }: ReportChoices): Partial<Report> {
  const form = document.querySelector<HTMLFormElement>('form[data-plain-report]');
  if (form === null) return {};
  const data = new FormData(form);
  const report = asReport(Object.fromEntries([...data].filter(([, value]) => value !== '')));
  const [lat, lng] = [data.get('lat'), data.get('lng')];
  if (typeof lat === 'string' && typeof lng === 'string' && lat + lng !== '')
    report.coordinates = `${lat}, ${lng}`;
  // The plain form asks for the category alone; the kind follows from it.
  const kind = kinds.find(({ categories }) => categories.some(({ id }) => id === report.category))?.id;
  return { ...report, ...(kind === undefined ? {} : { kind }) };
}

/** What of a stored or typed record may be a report's field; anything else is dropped. */
export function asReport(fields: Readonly<Record<string, unknown>>): Partial<Report> {
  const known = Object.entries(fields).filter(
    ([name, value]) => Object.hasOwn(EMPTY_REPORT, name) && typeof value === 'string',
  );
  const report: Partial<Report> = Object.fromEntries(known);
  if (!isOneOf(TIP_OFF_KINDS, report.kind)) delete report.kind;
  if (!isOneOf(ANONYMITIES, report.anonymity)) delete report.anonymity;
  if (!isOneOf(DATUMS, report.datum)) delete report.datum;
  return report;
}

function isOneOf(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}
