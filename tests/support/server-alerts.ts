import type { ServerAddress } from './server.ts';

/** What a made-up CAP message says; everything has a default, so a test names only what it is about. */
export interface CapWish {
  identifier?: string;
  msgType?: 'Alert' | 'Update' | 'Cancel';
  status?: 'Actual' | 'Test' | 'Exercise';
  /** `sender,identifier,sent` of earlier messages. */
  references?: string;
  hazard?: string;
  eventCode?: string;
  level?: '红' | '橙' | '黄' | '蓝';
  area?: string;
  adcode?: string;
  sentAt?: Date;
  hours?: number;
  instruction?: string;
  description?: string;
}

const severity = { 红: 'Extreme', 橙: 'Severe', 黄: 'Moderate', 蓝: 'Minor' } as const;
const sender = '65422541600000';
let counter = 0;

/** CAP wants an offset, never `Z`, and no fraction of a second. */
export const capTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');

/** A message in the shape of the national platform's, with words of our own. */
export function capMessage(wish: CapWish = {}): { xml: string; reference: string; identifier: string } {
  const { msgType = 'Alert', status = 'Actual', hazard = '暴雨', eventCode = '11B03', level = '红' } = wish;
  const { area = '裕民县', adcode = '654225000000', sentAt = new Date(), hours = 6 } = wish;
  counter += 1;
  const identifier = wish.identifier ?? `${sender}_${sentAt.getTime()}_${counter}`;
  const sent = capTime(sentAt);
  const instruction =
    wish.instruction ??
    '立即停止户外活动，住在沟口、河边的人往两侧高处走，不要顺沟跑。接到转移通知马上走，不回去拿东西。';
  const description =
    wish.description ??
    `预计未来${hours}小时${area}大部有强降水，累计50毫米以上，沟谷和低洼处有山洪、内涝的危险，请注意防范。`;
  const references = wish.references ? `\n  <references>${wish.references}</references>` : '';
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${identifier}</identifier>
  <sender>${sender}</sender>
  <sent>${sent}</sent>
  <status>${status}</status>
  <msgType>${msgType}</msgType>
  <scope>Public</scope>${references}
  <info>
    <language>zh-CN</language>
    <category>Met</category>
    <event>${hazard}</event>
    <urgency>Expected</urgency>
    <severity>${severity[level]}</severity>
    <certainty>Likely</certainty>
    <eventCode><valueName>CPEAS</valueName><value>${eventCode}</value></eventCode>
    <effective>${sent}</effective>
    <onset>${sent}</onset>
    <expires>${capTime(new Date(sentAt.getTime() + hours * 3_600_000))}</expires>
    <senderName>${area}气象台</senderName>
    <headline>${area}气象台${msgType === 'Cancel' ? '解除' : '发布'}${hazard}${level}色预警信号</headline>
    <description>${description}</description>
    <instruction>${instruction}</instruction>
    <area>
      <areaDesc>${area}</areaDesc>
      <geocode><valueName>CPEAS Geographic Code</valueName><value>${adcode}</value></geocode>
    </area>
  </info>
</alert>
`;
  return { xml, identifier, reference: `${sender},${identifier},${sent}` };
}

/** What the operator's tool does: hands documents to the running server. Throws unless the server accepts. */
export async function ingest(server: ServerAddress, document: string): Promise<unknown> {
  const response = await fetch(`${server.url}/api/operator/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await server.operatorToken()}`, 'content-type': 'application/xml' },
    body: document,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`ingest answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** The county that all made-up bulletins concern. */
export const seededRegion = '654225';
export const seededCount = 30;

/**
 * A bad day: thirty bulletins in force in one county, of all levels, three of the highest with full instructions;
 * one more cancelled a moment ago, so that its all-clear is on the pages too.
 */
export async function seedSite(server: ServerAddress): Promise<void> {
  const hazards = [
    ['暴雨', '11B03'], ['暴雪', '11B04'], ['寒潮', '11B05'], ['大风', '11B06'], ['沙尘暴', '11B07'],
    ['高温', '11B09'], ['雷电', '11B14'], ['冰雹', '11B15'], ['霜冻', '11B16'], ['大雾', '11B17'],
  ] as const; // prettier-ignore
  for (let index = 0; index < seededCount; index += 1) {
    const [hazard, eventCode] = hazards[index % hazards.length] ?? hazards[0];
    const level = index < 3 ? '红' : index < 10 ? '橙' : index < 20 ? '黄' : '蓝';
    await ingest(server, capMessage({ hazard, eventCode, level }).xml);
  }
  const ended = capMessage({
    hazard: '道路结冰',
    eventCode: '11B21',
    level: '黄',
    sentAt: new Date(Date.now() - 3_600_000),
  });
  await ingest(server, ended.xml);
  await ingest(
    server,
    capMessage({
      msgType: 'Cancel',
      references: ended.reference,
      hazard: '道路结冰',
      eventCode: '11B21',
      level: '黄',
    }).xml,
  );
}
