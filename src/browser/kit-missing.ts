/** What the kit page last counted on this device: how many things are still missing. Null when nothing was ticked. */
export function kitMissing(): number | null {
  try {
    const plan = JSON.parse(localStorage.getItem('anlan.kit') ?? 'null') as Record<string, unknown> | null;
    const missing = plan?.['missing'];
    const isBegun = Array.isArray(plan?.['ready']) && plan['ready'].length > 0;
    return isBegun && typeof missing === 'number' && Number.isSafeInteger(missing) ? missing : null;
  } catch {
    return null;
  }
}

/** Says it on the links that lead to the kit. The household itself never leaves its own page. */
export function showKitMissing(root: ParentNode): void {
  const missing = kitMissing();
  if (missing === null) return;
  for (const link of root.querySelectorAll('[data-kit-missing]'))
    link.textContent = missing === 0 ? '应急包已备齐' : `我家还缺 ${missing} 样`;
}
