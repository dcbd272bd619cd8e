/**
 * A cell that no spreadsheet takes for a formula (OWASP, CSV injection): what begins like one gets an apostrophe.
 * Quoting alone does not help, for the program reads the formula inside the quotes. Full-width signs count too: some
 * programs fold them, and so do people who paste.
 */
export function harmlessCell(text: string): string {
  const single = text.replace(/\0/g, '');
  return /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(single) || /^[\t\r\n]/.test(single) ? `'${single}` : single;
}

/** RFC 4180 with the byte order mark that Excel needs to read Chinese. Every cell is made harmless. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = harmlessCell(text);
    return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
