import { HANDED_MOUTHS, type OutletStatus } from '../../../src/domain/outlet.ts';
import { LEVEL_WORDS } from '../alert-options.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';
import { readPassphrase } from '../passphrase.ts';
import { text, texts, type Line } from '../read-line.ts';
import { fileProblem } from '../../hosts/file-problem.ts';

const usage = `用法：npm run -s anlan -- channel add 类型 编号 --name 名称 …

把预警交给一个单位。编号用小写字母、数字和连字符，例如 sms-mobile。类型：

  webhook    签名推送，给短信网关、公众号、广播前端
    --url 网址              https，端口 443 或 8443
    --secret-file 文件      对方给的密钥（whsec_…）；不写就生成一个，只显示这一次
  mail       电子邮件，附 CAP 文件
    --host 主机 [--port 587] [--security starttls|tls]
    --user 账户 --password-file 文件
    --from 信箱 --to 信箱,信箱
  file-drop  往文件夹里放文件，给广播前端、大屏
    --folder 文件夹         完整路径，要已经存在
  blackhole  只记录，不发送（供开发）

都可以写：
  --region 区划代码   只交这些地区的，不写就是全部
  --level 级别        最低级别：红 橙 黄 蓝，默认蓝
  --drills            也接收演练（每段文字开头都有【演练】）
  --notices           也接收通告（禁火令等，不是预警，每段文字开头都有【通告】）
  --texts 种类        ${HANDED_MOUTHS.join(',')}
  --language 语言     例如 zh,ug，不写就是全部
  --allow-internal    对方在本单位内网。不写的话，内网地址一律不发
  --json              输出 JSON`;

export const channelAdd = operatorCommand({
  name: 'channel add',
  summary: '添加对外渠道：短信网关、公众号、邮件、文件夹',
  usage,
  operands: { name: '类型和编号', min: 2, max: 2 },
  options: {
    name: { type: 'string' },
    url: { type: 'string' },
    'secret-file': { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    security: { type: 'string' },
    user: { type: 'string' },
    'password-file': { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string', multiple: true },
    folder: { type: 'string' },
    region: { type: 'string', multiple: true },
    level: { type: 'string' },
    drills: { type: 'boolean' },
    notices: { type: 'boolean' },
    texts: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    'allow-internal': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(line, client, io) {
    let form: object;
    try {
      form = await formOf(line);
    } catch (error) {
      const said = fileProblem(error);
      if (said === null) throw error;
      io.err(said);
      return EXIT.failed;
    }
    const answer = await client.call<{ outlet: OutletStatus; secret: string | null }>(
      'POST',
      '/outlets',
      JSON.stringify(form),
    );
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { outlet, secret } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(answer.value));
    else {
      io.out(`已添加 ${outlet.id}：${printable(outlet.name)}，${printable(outlet.address)}。`);
      if (secret !== null) io.out(`密钥（只显示这一次，请交给对方保存）：\n  ${secret}`);
      io.out(`试一下：npm run -s anlan -- channel test ${outlet.id}`);
    }
    return EXIT.ok;
  },
});

/** The form as JSON for the server, which judges it. Secrets come from files: every user can read a command line. */
async function formOf(line: Line): Promise<object> {
  const [kind, id] = line.positionals;
  const level = text(line, 'level');
  const mouths = texts(line, 'texts');
  return {
    id,
    name: text(line, 'name') ?? '',
    regions: texts(line, 'region'),
    ...(level === undefined ? {} : { lowestLevel: LEVEL_WORDS[level] ?? level }),
    acceptsDrills: line.values['drills'] === true,
    acceptsNotices: line.values['notices'] === true,
    ...(mouths.length === 0 ? {} : { mouths }),
    languages: texts(line, 'language'),
    isInternal: line.values['allow-internal'] === true,
    settings: { kind, ...(await settingsOf(kind, line)) },
  };
}

async function settingsOf(kind: string | undefined, line: Line): Promise<object> {
  const secret = async (option: string) => {
    const file = text(line, option);
    return file === undefined ? undefined : ((await readPassphrase(file, '')) ?? '');
  };
  if (kind === 'webhook') return { url: text(line, 'url') ?? '', secret: await secret('secret-file') };
  if (kind === 'file-drop') return { folder: text(line, 'folder') ?? '' };
  if (kind !== 'mail') return {};
  const port = text(line, 'port');
  return {
    host: text(line, 'host') ?? '',
    ...(port === undefined ? {} : { port: Number(port) }),
    security: text(line, 'security'),
    user: text(line, 'user'),
    password: await secret('password-file'),
    from: text(line, 'from') ?? '',
    to: texts(line, 'to'),
  };
}
