import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** What a command got from its line: options by name, and the rest in order. */
export interface Line {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

/** What a command is about, after its options: a file, a number, nothing. */
export interface Operands {
  /** As the usage calls it; empty when there are none. */
  name: string;
  min: number;
  max: number;
}

export const NO_OPERANDS: Operands = { name: '', min: 0, max: 0 };

/** The line, or one Chinese sentence about the first thing that is wrong with it. */
export function readLine(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  operands: Operands,
): Line | string {
  // Not strict: the library's own complaint is English, and its text is nothing to take apart.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name]?.type : undefined;
    if (type === undefined) return `没有 ${token.rawName} 这个选项。`;
    if (type === 'boolean' && token.value !== undefined) return `${token.rawName} 后面不写内容。`;
    const isNext = token.value?.startsWith('-') === true && token.inlineValue === false;
    if (type === 'string' && (token.value === undefined || isNext)) return `${token.rawName} 后面要写内容。`;
  }
  if (positionals.length < operands.min) return `没有写${operands.name}。`;
  const extra = positionals[operands.max];
  return extra === undefined ? { values, positionals } : `多了“${extra}”。`;
}

export function text(line: Line, name: string): string | undefined {
  const value = line.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function texts(line: Line, name: string): string[] {
  const value = line.values[name];
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .flatMap((one) => (typeof one === 'string' ? one.split(/[,，、\s]+/) : []))
    .filter((one) => one !== '');
}
