/** One server-sent event. `data` is JSON, which holds no line break. */
export function eventText(event: string, id: string, data: object): string {
  return `${id === '' ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
