import { builtinModules } from 'node:module';
import ts from 'typescript';
import { importsOf } from './imports.ts';
import type { SourceFile } from './project-files.ts';

const clocks = ['Date.now', 'performance.now', 'Temporal.Now'];
const dice = ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];
const outside = ['process', 'fetch', 'localStorage', 'setTimeout', 'setInterval'];

/** Rooms whose result depends on their arguments alone, and what they therefore must not touch. */
const rules = [
  { rooms: /^src\/(domain|feeds)\//, names: [...clocks, ...dice, ...outside], builtins: false },
  // Use cases may draw random ids, but take the time as an argument: a frozen clock is how expiry is tested.
  { rooms: /^functions\/use-cases\//, names: clocks, builtins: true },
];

/** One sentence for each clock, die or outside thing that a pure file touches. */
export function purityViolations(file: SourceFile): string[] {
  const rule = rules.find((candidate) => candidate.rooms.test(file.path));
  if (!rule) return [];
  const found: string[] = [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const report = (node: ts.Node, what: string) =>
    found.push(`${file.path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} uses ${what}`);
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
      report(node, 'new Date() without an instant');
    } else if (ts.isCallExpression(node) && node.expression.getText() === 'Date') {
      report(node, 'Date() without an instant');
    } else if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText().replace(/^globalThis\./, '');
      if (rule.names.includes(name) || rule.names.includes(node.expression.getText())) report(node, name);
    } else if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      rule.names.includes(node.expression.text)
    ) {
      report(node, node.expression.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (rule.builtins) return found;
  const builtins = importsOf(file).filter(({ to }) => to.startsWith('node:') || builtinModules.includes(to));
  return [...found, ...builtins.map(({ to, line }) => `${file.path}:${line} imports ${to}`)];
}
