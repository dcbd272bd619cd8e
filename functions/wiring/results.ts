import { Hono } from 'hono';
import type { ResultPages, ResultsReader } from '../../src/domain/results.ts';
import { resultRoutes } from '../api/results.ts';
import { staffResultsPage } from '../api/staff-results-page.ts';
import { readCategoryNames } from '../content/category-names.ts';
import { openDatabase } from '../store/database.ts';
import { createResultStore } from '../store/results-queries.ts';
import { publishQuarters, resultsReader } from '../use-cases/list-results.ts';
import type { PublishDeps } from '../use-cases/publish-case.ts';
import type { Area, Base } from './base.ts';
import type { CaseArea } from './cases.ts';

export interface ResultsArea extends Area {
  reader: ResultsReader;
  pages: ResultPages;
  /** For the clock: figures of a quarter that is over. */
  publishQuarters(): Promise<number>;
}

/** What the public sees of tip-offs: what was put right, and figures that point to nobody. */
export function wireResults(base: Base, cases: CaseArea): ResultsArea {
  const { catalogue, persistence, newId, changed } = base;
  const names = readCategoryNames();
  const counted = [...names].filter(([id]) => catalogue.tipOffCategories.get(id) !== 'situation');
  const deps: PublishDeps = {
    ...cases.deps,
    results: createResultStore(openDatabase(persistence.pool)),
    categories: new Map(counted),
    regions: catalogue.coverage.map(({ adcode }) => adcode),
    nameOf: catalogue.nameOf,
    newId,
    changed,
  };
  const reader = resultsReader(deps);
  const routes = new Hono();
  routes.route('/', resultRoutes(reader));
  return { routes, reader, pages: staffResultsPage(deps), publishQuarters: () => publishQuarters(deps) };
}
