/** A piece of TypeScript inside an .astro file; `line` is how many lines of the file stand before it. */
export interface EmbeddedCode {
  kind: 'frontmatter' | 'script';
  code: string;
  line: number;
}

const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n?---/;
// The HTML rule: a script's text ends at the first closing tag, whatever stands inside.
const script = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;

const linesBefore = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;

/** The frontmatter and every <script> block that Astro compiles (not JSON, not `is:inline`). */
export function embeddedCode(text: string): EmbeddedCode[] {
  const found: EmbeddedCode[] = [];
  const head = frontmatter.exec(text);
  if (head?.[1] !== undefined) {
    found.push({ kind: 'frontmatter', code: head[1], line: linesBefore(text, head[0].indexOf('---')) + 1 });
  }
  for (const block of templateOf(text).matchAll(script)) {
    const [whole, attributes = '', code = ''] = block;
    if (/\btype\s*=\s*["']?application\//i.test(attributes) || code.trim() === '') continue;
    const start = block.index + whole.indexOf(code, whole.indexOf('>'));
    found.push({ kind: 'script', code, line: linesBefore(text, start) });
  }
  return found;
}

/** The markup, with the frontmatter blanked out so that offsets stay those of the file. */
export function templateOf(text: string): string {
  const head = frontmatter.exec(text);
  return head ? head[0].replace(/[^\n]/g, ' ') + text.slice(head[0].length) : text;
}
