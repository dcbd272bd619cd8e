import type { FieldProblem } from '../../domain/alert-desk.ts';

/** The first sentence about a field or anything inside it. */
export function mistakesAt(problems: readonly FieldProblem[]): (path: string) => string | undefined {
  return (path) =>
    problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))?.message;
}

/** Puts the keyboard on the first field that is wrong, once its words stand beside it. */
export function focusProblem(box: HTMLElement | null, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  requestAnimationFrame(() => {
    const wrong = box?.querySelector<HTMLElement>('[aria-invalid=true]');
    const said = [...(box?.querySelectorAll<HTMLElement>('.error') ?? [])].find(
      (el) => el.textContent !== '',
    );
    const near = said
      ?.closest('.desk-step')
      ?.querySelector<HTMLElement>('input, select, textarea, [tabindex="0"]');
    const target = near ?? wrong;
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  });
}
