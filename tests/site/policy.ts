import type { WireAnswer } from '../support/http.ts';

const required: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^(no-referrer|same-origin|strict-origin-when-cross-origin)$/,
  'permissions-policy': /\bmicrophone=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
};

export function headerProblems({ headers }: WireAnswer): string[] {
  const missing = Object.entries(required).filter(
    ([name, value]) => !value.test(String(headers[name] ?? '')),
  );
  const tellsTale = headers['x-powered-by'] !== undefined;
  return [
    ...missing.map(([name]) => `${name} is ${headers[name] ?? 'missing'}`),
    ...(tellsTale ? ['x-powered-by'] : []),
  ];
}

/** All policies in force: those of the header and that of the page's meta element. Each must be kept to. */
export function policiesOf({ headers, text }: WireAnswer): string[] {
  const header = headers['content-security-policy'];
  const metas = [...text.matchAll(/<meta\b(?=[^>]*content-security-policy)[^>]*\bcontent="([^"]*)"/gi)];
  const written = metas.map(([, content = '']) =>
    content.replace(/&#39;|&#x27;|&apos;/g, "'").replace(/&amp;/g, '&'),
  );
  return [...(header === undefined ? [] : [header].flat()), ...written];
}

/** What is wrong with an answer's policies taken together. */
export function policyProblems(answer: WireAnswer): string[] {
  const policies = policiesOf(answer);
  if (policies.length === 0) return ['no Content-Security-Policy'];
  const all = policies.join('; ');
  const found = ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"].filter((word) => all.includes(word));
  const sources = (name: string) => new RegExp(`(?:^|;|,)\\s*${name} ([^;,]*)`, 'i').exec(all)?.[1]?.trim();
  if (/(^|\s)(\*|https?:|data:)(\s|$)/.test(sources('script-src') ?? sources('default-src') ?? '*'))
    found.push('scripts from anywhere');
  // Scripts and the worker have policies too (a worker's own governs what it may fetch), but no base and no frame.
  if (!(answer.headers['content-type'] ?? '').startsWith('text/html')) return found;
  if (sources('frame-ancestors') !== "'none'") found.push('may be framed');
  if (sources('base-uri') !== "'none'") found.push('base-uri is open');
  if ((sources('object-src') ?? sources('default-src')) !== "'none'") found.push('object-src is open');
  return found;
}
