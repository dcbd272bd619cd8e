import type { DeskPurpose, FieldProblem } from '../../domain/alert-desk.ts';

/** The first sentence about a field or anything inside it. */
export function mistakesAt(problems: readonly FieldProblem[]): (path: string) => string | undefined {
  return (path) =>
    problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))?.message;
}

/** An all-clear and a correction say why, to everyone who is told. */
export function reasonProblems(purpose: DeskPurpose, reason: string): readonly FieldProblem[] {
  const isNeeded = purpose === 'cancel' || purpose === 'correct';
  if (!isNeeded || reason.trim() !== '') return [];
  return [{ path: 'reason', word: 'reason-missing', message: '请写明理由，它会向公众公布。' }];
}

const TYPED_INTO = 'input, select, textarea, [tabindex="0"]';

/** Puts the keyboard on the first field that is wrong, once its words stand beside it. */
export function focusProblem(box: HTMLElement | null, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  requestAnimationFrame(() => {
    const blank = box?.querySelector<HTMLElement>('.desk-blanks input');
    const said = [...(box?.querySelectorAll<HTMLElement>('.error') ?? [])].find(
      (el) => el.textContent !== '',
    );
    const near = (said?.closest('.field') ?? said?.closest('.desk-step'))?.querySelector<HTMLElement>(
      TYPED_INTO,
    );
    // A template's gaps have small fields of their own above the text.
    const isGap = problems[0]?.word === 'template-unfilled' && blank != null;
    const target = isGap ? blank : (near ?? box?.querySelector<HTMLElement>('[aria-invalid=true]'));
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  });
}
