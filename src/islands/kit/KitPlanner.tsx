import { useEffect, useState, type ReactElement } from 'react';
import { kitFor, MAX_KIT_DAYS, MIN_KIT_DAYS, type Household } from '../../domain/kit.ts';
import type { KitAdvice } from '../../domain/kit-item.ts';
import { CountInput } from './CountInput.tsx';
import { HOME, NEEDS, PEOPLE } from './household-fields.ts';
import { KitList } from './KitList.tsx';
import { FIRST_PLAN, loadPlan, savePlan } from './saved-plan.ts';

/** The household's own list: computed, ticked off and kept on this device only. */
export function KitPlanner({ advice }: { advice: KitAdvice }): ReactElement {
  const [plan, setPlan] = useState(FIRST_PLAN);
  const [isLoaded, setIsLoaded] = useState(false);
  const [isKept, setIsKept] = useState(true);
  useEffect(() => {
    setPlan(loadPlan());
    setIsLoaded(true);
  }, []);
  const list = kitFor(plan.household, plan.days, advice);
  const missing = list.ok ? list.value.filter((line) => !plan.ready.includes(line.id)).length : undefined;
  useEffect(() => {
    if (isLoaded) setIsKept(savePlan(missing === undefined ? plan : { ...plan, missing }));
  }, [plan, missing, isLoaded]);

  const change = (part: Partial<Household>): void =>
    setPlan((old) => ({ ...old, household: { ...old.household, ...part } }));
  const toggle = (id: string): void =>
    setPlan((old) => ({
      ...old,
      ready: old.ready.includes(id) ? old.ready.filter((other) => other !== id) : [...old.ready, id],
    }));
  const numberOf = (id: string): number => advice.sources.findIndex((source) => source.id === id) + 1;

  return (
    <div>
      <form className="no-print" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>家里有谁</legend>
          <div className="counts">
            {PEOPLE.map(([field, label]) => (
              <CountInput
                key={field}
                label={label}
                value={plan.household[field]}
                onChange={(n) => change({ [field]: n })}
              />
            ))}
          </div>
        </fieldset>
        <div className="card">
          <CountInput
            label="准备几天"
            value={plan.days}
            min={MIN_KIT_DAYS}
            max={MAX_KIT_DAYS}
            onChange={(days) => setPlan((old) => ({ ...old, days }))}
          />
          <details>
            <summary>特殊需要、宠物和房子</summary>
            <div className="counts">
              {NEEDS.map(([field, label]) => (
                <CountInput
                  key={field}
                  label={label}
                  value={plan.household[field]}
                  onChange={(n) => change({ [field]: n })}
                />
              ))}
            </div>
            {HOME.map(([field, label]) => (
              <label className="choice" key={field}>
                <input
                  type="checkbox"
                  checked={plan.household[field]}
                  onChange={(e) => change({ [field]: e.target.checked })}
                />
                {label}
              </label>
            ))}
          </details>
        </div>
        {!isKept && <p className="error">这台设备不让网页保存，关掉页面后要重新填。可以先打印。</p>}
      </form>
      {list.ok ? (
        <KitList lines={list.value} ready={plan.ready} onToggle={toggle} numberOf={numberOf} />
      ) : (
        <p className="error" role="alert">
          {list.problem.detail ?? '请核对人数。'}
        </p>
      )}
    </div>
  );
}
