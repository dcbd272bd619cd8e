import type { Instant } from '../../src/domain/instant.ts';
import { drillTopic, noticeTopic, type DrillTopic, type NoticeTopic } from '../../src/domain/topic.ts';
import { OPT_IN, type Opened, type OptInTelling } from './deliver-telling.ts';

/**
 * A drill or a notice, told to nobody but who asked for drills or notices of its regions. The only topics made here are
 * a drill's and a notice's; the channel refuses a drill whose title is not marked.
 */
export function openOptIn(telling: OptInTelling, now: Instant): Opened {
  if (telling.endsAt <= now) return { skipped: 'ended' };
  const { kind, revision, endsAt, adcodes } = telling;
  const topic = topicOf(telling);
  const message = { payload: telling.payload, endsAt, level: null, isImmediate: false, topic };
  return {
    telling: {
      topic,
      revision,
      priority: OPT_IN,
      endsAt,
      worthUntil: endsAt,
      audienceAt: (at) => ({ of: kind === 'drill' ? 'drills' : 'notices', adcodes, now: at }),
      // Planning a newer revision closes the batches of this one; there is no store to ask.
      isLatest: () => Promise.resolve(true),
      messageFor: () => message,
    },
  };
}

const topicOf = ({ kind, id }: OptInTelling): DrillTopic | NoticeTopic =>
  kind === 'drill' ? drillTopic(id) : noticeTopic(id);
