import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/* The compiler's and the import graph's half of drill-never-real.test.ts. */

const root = join(import.meta.dirname, '../../');

describe('by type', () => {
  const attempts: readonly [name: string, code: string][] = [
    ['a drill is an alert', 'const made: AlertRevision = drill;'],
    ['a drill is stored as an alert', 'void store.saveRevision(drill, document);'],
    ['a drill is published', 'void publishRevision(deps, drill);'],
    ['a drill’s form is an officer’s form', 'const made: OfficerForm = drillForm;'],
    ['an officer’s form is a drill’s form', 'const made: DrillForm = officerForm;'],
    ['a drill’s record is a draft', 'const made: DeskDraft = record;'],
    ['a drill’s topic is an alert’s', 'const made: AlertTopic = drillTopic(drill.id);'],
    ['an alert’s topic is a drill’s', 'const made: DrillTopic = alertTopic("a1");'],
    ['what makes drills can store an alert', 'void drills.store;'],
    ['what makes drills can reach the alerts’ store', 'void drills.places.store;'],
    ['an opt-in telling is an alert’s', 'const made: OptInTelling = { ...telling, kind: "alert" };'],
    ['a drill is told as a mouth of alerts', 'void mouthsOf([drill], "zh-CN", "", texts);'],
  ];
  const prelude = `
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { DeskDraft, OfficerForm } from '../../src/domain/alert-desk.ts';
import type { Drill, DrillForm, DrillRecord } from '../../src/domain/drill.ts';
import type { MouthTexts } from '../../src/domain/mouth.ts';
import { alertTopic, drillTopic, type AlertTopic, type DrillTopic } from '../../src/domain/topic.ts';
import { drillMouthsOf, mouthsOf } from '../../src/feeds/mouths.ts';
import type { AlertStore, MessageDocument } from '../../functions/store/store.ts';
import type { AlertDeps } from '../../functions/use-cases/alert-deps.ts';
import type { OptInTelling } from '../../functions/use-cases/deliver-telling.ts';
import type { DrillDeps } from '../../functions/use-cases/drill-deps.ts';
import { publishRevision } from '../../functions/use-cases/publish-revision.ts';
declare const drill: Drill, drillForm: DrillForm, record: DrillRecord, officerForm: OfficerForm;
declare const store: AlertStore, document: MessageDocument, deps: AlertDeps, drills: DrillDeps;
declare const telling: OptInTelling, texts: MouthTexts;
export const right = [drillMouthsOf(drill, 'zh-CN', '', texts), mouthsOf([], 'zh-CN', '', texts), drills.drills,
  alertTopic('a1') satisfies AlertTopic, drillTopic('d1') satisfies DrillTopic, publishRevision, officerForm, record,
  drillForm, store, document, deps, telling] satisfies readonly unknown[];
export type Used = [AlertRevision, DeskDraft];
`;

  test('none of the attempts compiles, and the right use does', { timeout: 120_000 }, () => {
    const path = join(root, 'tests/functions/drill-attempts.ts');
    const lines = attempts.map(([, code], index) => `export function attempt${index}() { ${code} }`);
    const wrong = mistakenLines(path, prelude + lines.join('\n'));
    const first = prelude.split('\n').length;
    expect(wrong).toEqual(attempts.map((_, index) => first + index));
  });
});

test('nothing that makes drills imports what publishes warnings', () => {
  const starts = [
    'functions/wiring/drills.ts',
    'functions/jobs/drill.ts',
    'functions/api/staff-drills.ts',
    'functions/api/drills.ts',
  ];
  const reached = [...reachable(starts)];
  expect(reached).toContain('functions/use-cases/run-drill.ts');
  const publishing =
    /use-cases\/(?:publish-|issue-|update-alert|ingest-|approve-|revise-|complete-)|store\/(?:alert-queries|postgres-store)/;
  expect(reached.filter((path) => publishing.test(path))).toEqual([]);
});

/** Files reached by imports that exist when the program runs. */
function reachable(starts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const left = [...starts];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = readFileSync(join(root, path), 'utf8');
    for (const [, , to] of code.matchAll(/(?:^|\n)(?:import|export)(?! type)([^;]*?)from '(\.[^']+)'/g))
      left.push(join(path, '..', to ?? ''));
  }
  return seen;
}

/** The lines of a file that exists in memory only which the compiler refuses. */
function mistakenLines(path: string, code: string): number[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  const options = { ...config?.options, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (asked) => asked === path || fileExists(asked);
  host.readFile = (asked) => (asked === path ? code : readFile(asked));
  host.getSourceFile = (asked, ...rest) =>
    asked === path ? ts.createSourceFile(path, code, rest[0], true) : getSourceFile(asked, ...rest);
  const program = ts.createProgram({ rootNames: [path], options, host });
  const source = program.getSourceFile(path);
  const lines = program
    .getSemanticDiagnostics(source)
    .map(({ start = 0 }) => (source?.getLineAndCharacterOfPosition(start).line ?? -2) + 1);
  return [...new Set(lines)].sort((a, b) => a - b);
}
