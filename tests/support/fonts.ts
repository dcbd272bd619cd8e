import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packaged = fileURLToPath(new URL('../../node_modules/@embedpdf/fonts-sc/fonts', import.meta.url));

/**
 * Writes a fontconfig file that adds a Chinese font from npm to whatever the machine has, and returns the variable
 * that makes a browser read it. Without one a bare machine draws boxes, and widths measured there mean nothing.
 */
export async function chineseFonts(folder: string): Promise<{ FONTCONFIG_FILE: string }> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${packaged}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans Hans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Sans Hans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Noto Sans Hans</family></prefer></alias>
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: file };
}
