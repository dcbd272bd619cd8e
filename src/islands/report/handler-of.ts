import type { ReportChoices } from './step-props.ts';

const PASSED_ON = '由当地应急管理局受理后，转交有权处理的部门';

/** Who handles a category in a region: what the region has published, else the law of the country, else no name at all. */
export function handlerOf({ kinds, localHandlers }: ReportChoices, category: string, adcode: string): string {
  const local = localHandlers.find((one) => one.category === category && one.adcode === adcode);
  if (local !== undefined) return local.text;
  const kind = kinds.find(({ categories }) => categories.some(({ id }) => id === category));
  if (kind?.id === 'situation') return '由当地应急管理局值班人员核实';
  const general = kind?.categories.find(({ id }) => id === category)?.handler ?? null;
  return general === null ? `${PASSED_ON}。` : `${PASSED_ON}。法律规定主管的是：${general}。`;
}
