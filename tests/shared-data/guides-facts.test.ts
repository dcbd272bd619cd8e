import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Guide, GuideSource } from '../../src/domain/guide.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const factsFile = path('../../../shared/data/facts.json');
const isHere = existsSync(factsFile);
const reason = isHere ? '' : ' — skipped: ../shared/data/facts.json is not here';

interface Fact {
  authority: string;
  title: string;
  date: string;
  status?: string;
}

/** Everything the fact check names as a source: statements, where else it was seen, and the warning signals. */
function readFacts(): Fact[] {
  const { topics, signals } = JSON.parse(readFileSync(factsFile, 'utf8')) as {
    topics: { statements: (Fact & { alsoSeen?: Fact[] })[] }[];
    signals: Fact[];
  };
  const statements = topics.flatMap((topic) => topic.statements);
  const alsoSeen = statements.flatMap((one) =>
    (one.alsoSeen ?? []).map((seen) => (one.status === undefined ? seen : { ...seen, status: one.status })),
  );
  return [...statements, ...alsoSeen, ...signals];
}

/** 消防法 of 中华人民共和国消防法（2021 修正）第28、44条; null when the source is no article of a law. */
const lawName = (title: string) =>
  /^(?:中华人民共和国)?(\S+?[法例典])(?:（[^）]*）)? ?第.+条$/u.exec(title)?.[1] ?? null;

const folder = path('../../content/guides/');
const sources: [string, GuideSource][] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) =>
    (parse(readFileSync(folder + file, 'utf8')) as Guide).sources.map((source): [string, GuideSource] => [
      `${file} ${source.id}`,
      source,
    ]),
  );

describe.skipIf(!isHere)(`guides against the checked facts${reason}`, () => {
  const facts = isHere ? readFacts() : [];
  const laws = isHere ? readdirSync(path('../../../shared/data/law/')) : [];

  test.each(sources)('%s is a checked source, or an article of a law', (_, source) => {
    const law = lawName(source.title);
    const isLaw = law !== null && (laws.some((file) => file.startsWith(`${law}(`)) || law.endsWith('民法典'));
    // Mirrors and channels in brackets may be dropped from a name; nothing may be added to it.
    const named = facts.filter(
      (fact) => fact.authority.startsWith(source.authority) && fact.title.startsWith(source.title),
    );
    const dated = named.filter((fact) => source.date === null || fact.date.includes(source.date));
    expect(isLaw || dated.length > 0, `${source.authority}《${source.title}》${source.date ?? ''}`).toBe(
      true,
    );
  });

  test.each(sources)('%s is not known from unverified statements alone', (_, source) => {
    const named = facts.filter(
      (fact) => fact.authority.startsWith(source.authority) && fact.title.startsWith(source.title),
    );
    expect(named.length === 0 || named.some((fact) => fact.status !== 'unverified')).toBe(true);
  });
});
