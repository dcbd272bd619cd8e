import { STEP_NAMES, type Step } from './report-state.ts';

/** How far one is. Words, not numbers alone, and the done ones differ in more than colour. */
export function StepBar({ steps, at }: { steps: readonly Step[]; at: number }) {
  return (
    <ol className="report-steps" aria-label="步骤">
      {steps.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
          {STEP_NAMES[name]}
        </li>
      ))}
    </ol>
  );
}
